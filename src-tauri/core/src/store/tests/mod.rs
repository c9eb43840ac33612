//! Tests of the open book as a whole.

mod archives;
mod basics;
mod damage;
mod format1;
mod speed;
