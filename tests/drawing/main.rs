//! Drawings and exports of maps that are built by hand.

mod curves;
mod exports;
mod journey;
mod site_builder;
