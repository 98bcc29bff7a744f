//! Dates, clock times, day labels and lengths, as documents write them.
