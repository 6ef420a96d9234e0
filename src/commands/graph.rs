//! `motmap graph`.
