//! Prints the TypeScript side of the boundary; `./dev types` writes it to the UI.

fn main() {
    print!("{}", regulars_api::typescript::generate());
}
