//! Whole days of a shop through the api, without a window: the calls the pages make,
//! with a clock that stands where the test puts it.

// A test may stop at the first thing that is not as it should be; clippy knows that only of functions marked as tests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod attached;
mod calendar;
mod calling;
mod cases;
mod files;
mod mistakes;
mod month;
mod own_fields;
mod paper;
mod pipeline;
mod same;
mod shop;
mod trade;
mod twice;
mod undo;
mod views;
