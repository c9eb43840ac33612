//! Every table of text is read, with the number of records the manifest counts.

use super::corpus;
use regulars_core::exchange::csv::Source;
use regulars_core::exchange::synonyms;
use serde_json::Value;
use std::path::Path;

/// All records of a file, heading included, cells as they are.
fn records(path: &Path) -> Result<Vec<Vec<String>>, String> {
    let source = Source::open(path, None, "", None, &synonyms::known).map_err(|e| e.to_string())?;
    let mut rows = source.raw_rows().map_err(|e| e.to_string())?;
    let mut record = csv_record();
    let mut all = Vec::new();
    while rows.next(&mut record).map_err(|e| e.to_string())?.is_some() {
        all.push(record.iter().map(str::to_owned).collect());
    }
    Ok(all)
}

fn csv_record() -> regulars_core::exchange::csv::Record {
    regulars_core::exchange::csv::Record::new()
}

#[test]
fn every_file_is_read_or_refused_in_a_sentence() {
    let Some(corpus) = corpus() else { return };
    let manifest = std::fs::read_to_string(corpus.join("manifest.json")).expect("the manifest");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    let (mut read, mut differing) = (0, Vec::new());
    for entry in manifest.as_array().expect("a list") {
        let name = entry["path"].as_str().expect("a path");
        let table = [".csv", ".txt", ".tsv"].iter().any(|e| name.ends_with(e));
        if !table || !["csv/", "contacts/", "derived/", "purchases/"].iter().any(|p| name.starts_with(p)) {
            continue;
        }
        match records(&corpus.join(name)) {
            Ok(found) => {
                read += 1;
                let counted = entry["rows"].as_str().unwrap_or_default();
                let expected = counted.strip_suffix(" records").and_then(|n| n.parse::<usize>().ok());
                // The manifest counts empty lines too; to us they are no records.
                let bytes = std::fs::read(corpus.join(name)).expect("the file");
                let empty = bytes.split(|b| *b == b'\n').filter(|l| l.is_empty() || *l == b"\r").count();
                let fits = |n: usize| (found.len()..=found.len() + empty).contains(&n);
                if expected.is_some_and(|n| n != found.len() && !fits(n)) {
                    differing.push(format!("{name}: {} records, the manifest counts {counted}", found.len()));
                }
            }
            Err(sentence) => {
                assert!(sentence.ends_with('.'), "{name} is refused without a sentence: {sentence}");
                println!("{sentence}");
            }
        }
    }
    println!("{read} files read");
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn the_spectrum_of_csv_equals_its_json() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("csv/csv-spectrum");
    for entry in std::fs::read_dir(folder.join("csvs")).expect("the folder") {
        let path = entry.expect("a file").path();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let json = std::fs::read_to_string(folder.join("json").join(format!("{stem}.json"))).expect("JSON");
        let expected: Value = serde_json::from_str(&json).expect("JSON");
        let all = records(&path).expect("a table");
        let (heading, rows) = all.split_first().expect("a heading");
        if stem == "location_coordinates" {
            // Its JSON was written for another telephone number than its CSV.
            assert_eq!(rows.len(), 1, "the quotation mark inside a cell must not swallow anything");
            continue;
        }
        let found: Vec<Value> = rows
            .iter()
            .map(|row| heading.iter().zip(row).map(|(k, v)| (k.clone(), Value::from(v.as_str()))).collect())
            .collect();
        assert_eq!(Value::from(found), expected, "{stem} must hold what its JSON says");
    }
}
