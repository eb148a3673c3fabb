//! Prints the text and notices of PDFs.
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        println!("=== {path}");
        match sohoa_pdf::read(&bytes, &Default::default()) {
            Ok((text, layout)) => {
                println!("{text}\n--- {:?} {:?}", layout.notices, layout.furniture)
            }
            Err(e) => println!("{e:?}"),
        }
    }
}
