//! Tells cargo that the program embeds the console's pages, so that new pages make a new program.

fn main() {
    println!("cargo:rerun-if-changed=../console/dist");
}
