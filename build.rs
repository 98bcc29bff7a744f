//! How the program is linked.
//!
//! A search takes some 2 ms. A program that may lie anywhere in memory spends nearly one of them on writing its own address
//! into 60,000 places of its tables, a page at a time. At a fixed address the tables are read as they lie in the file, and only
//! those that are needed. Stack, heap, mapped files and shared libraries lie anywhere all the same.
//!
//! What a search runs through lies all over the program: bringing in a hundred stretches of the file takes as long again as the
//! search. `layout.ld` puts it together; `bench/layout.py` wrote it.
//!
//! What unwinds a panic is in a library that asks the processor what it can do whenever it is loaded; on a virtual machine that
//! takes as long as a tenth of a search. The compiler has the same code to be linked in.

use std::env::var;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=layout.ld");
    let is = |name: &str, value: &str| var(name).is_ok_and(|found| found == value);
    if !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") || !is("PROFILE", "release") {
        return;
    }
    // The programs that hallway is measured against (examples/) are linked as it is.
    let link_with = |argument: &str| {
        println!("cargo::rustc-link-arg-bins={argument}");
        println!("cargo::rustc-link-arg-examples={argument}");
    };
    link_with("-no-pie");
    // Linkers that somebody chose may know no such lists.
    let is_chosen = var("RUSTC_LINKER").is_ok() || var("CARGO_ENCODED_RUSTFLAGS").is_ok_and(|flags| flags.contains("link"));
    if let Some(folder) = var("OUT_DIR").ok().filter(|folder| !is_chosen && unwinds_within(Path::new(folder))) {
        link_with(&format!("-L{folder}"));
    }
    // A comma would part the argument in two.
    let folder = var("CARGO_MANIFEST_DIR").ok().filter(|folder| !is_chosen && !folder.contains(','));
    if let Some(folder) = folder {
        link_with(&format!("-Wl,-T,{folder}/layout.ld"));
    }
}

/// Has `libgcc_s` in `folder` stand for the archive of the same functions, where the compiler that links has one.
fn unwinds_within(folder: &Path) -> bool {
    let asked = Command::new("cc").arg("-print-file-name=libgcc_eh.a").output();
    let has_archive = asked.is_ok_and(|told| Path::new(String::from_utf8_lossy(&told.stdout).trim()).is_absolute());
    has_archive && std::fs::write(folder.join("libgcc_s.so"), "INPUT(-lgcc_eh)\n").is_ok()
}
