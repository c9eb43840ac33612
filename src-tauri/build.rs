//! Prepares the window's resources; the command line alone needs none.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    #[cfg(feature = "desktop")]
    {
        // tauri-build looks in ./capabilities by itself and silently builds a program
        // without any when they are elsewhere, so it is told where they are.
        let attributes =
            tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*");
        tauri_build::try_build(attributes)?;
    }
    Ok(())
}
