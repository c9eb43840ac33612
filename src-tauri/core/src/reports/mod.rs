//! Reports: data first, then screen, PDF and CSV from the same value.
