//! How the program is linked.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let of_target = |what: &str| std::env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if of_target("OS") == "linux" && of_target("ENV") == "gnu" {
        // A program that may be loaded anywhere has each of its 75,000 addresses put right at every start (tables of words,
        // stems, entities): that took a third of a search. Heap, stack and libraries still lie where nobody can foresee.
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
