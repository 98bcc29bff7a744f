//! Names of people: told from titles, roles and organisations, and parted from the titles they stand beside.
