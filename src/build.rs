//! Tells cargo that the banks and the tables are part of the program: new
//! files in these folders would go unnoticed otherwise.

fn main() {
    for folder in ["question_banks", "migrations", "src/chat/texts"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
