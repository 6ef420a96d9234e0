//! `motmap case`.
