//! How the program is linked.
//!
//! A search takes 2 to 5 ms, and a program that may lie anywhere in memory spends nearly one of them on writing its own address
//! into 60,000 places of its tables, a page at a time. At a fixed address the tables are read as they lie in the file, and only
//! those that are needed. Stack, heap, mapped files and shared libraries lie anywhere all the same.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| var(name).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && is("PROFILE", "release") {
        // The programs that hallway is measured against (examples/) are linked as it is.
        println!("cargo::rustc-link-arg-bins=-no-pie");
        println!("cargo::rustc-link-arg-examples=-no-pie");
    }
}
