//! The outputs that have flat tables: a first pass puts the documents in order, then every row goes to each.

use sohoa_store::Writer;
use sohoa_tables::{Cell, Flattener, Order, Table};

use crate::records::Records;
use crate::sink::{Item, Sink};
use crate::whole::Whole;
use crate::{ExportError, Options};

/// An output with tables.
pub(crate) trait Rows {
    /// Takes in the next row.
    fn row(&mut self, table: &'static Table, cells: &[Cell<'_>]) -> Result<(), ExportError>;

    /// Ends the files; they are not yet in their places.
    fn close(self: Box<Self>, about: &About) -> Result<Vec<Whole>, ExportError>;
}

/// What is known of the run as a whole.
#[derive(Debug, Default)]
pub(crate) struct About {
    program: String,
    records: u64,
    bytes: u64,
}

/// All outputs with tables.
pub(crate) struct Tables {
    flattener: Flattener,
    outputs: Vec<Box<dyn Rows>>,
    about: About,
}

impl Tables {
    /// Reads the dates of all documents and opens the outputs.
    pub fn create(options: &Options) -> Result<Tables, ExportError> {
        let mut outputs: Vec<Box<dyn Rows>> = Vec::new();
        if options.sqlite {
            outputs.push(Box::new(Database::create(options)?));
        }
        if options.parquet {
            outputs.push(parquet(options)?);
        }
        let mut order = Order::default();
        let mut records = Records::open(&options.records)?;
        while let Some(line) = records.next_line()? {
            order.add(&line.parse()?);
        }
        let size = std::fs::metadata(&options.records);
        let size = size.map_err(|e| ExportError::records(&options.records, &e))?;
        Ok(Tables {
            flattener: Flattener::new(order),
            outputs,
            about: About {
                bytes: size.len(),
                ..About::default()
            },
        })
    }
}

#[cfg(feature = "parquet")]
fn parquet(options: &Options) -> Result<Box<dyn Rows>, ExportError> {
    Ok(Box::new(crate::parquet::Parquet::create(&options.out)?))
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &Options) -> Result<Box<dyn Rows>, ExportError> {
    Err(ExportError::not_built("parquet"))
}

impl Sink for Tables {
    fn take(&mut self, item: &Item<'_>) -> Result<(), ExportError> {
        self.about.records += 1;
        if self.about.records == 1 {
            let producer = &item.record.producer;
            self.about.program = format!("{} {}", producer.name, producer.version);
        }
        let outputs = &mut self.outputs;
        let done = self.flattener.record(&item.record, &mut |table, cells| {
            outputs.iter_mut().try_for_each(|o| o.row(table, cells))
        })?;
        done.ok_or_else(ExportError::changed)
    }

    fn close(self: Box<Self>) -> Result<Vec<Whole>, ExportError> {
        let mut files = Vec::new();
        for output in self.outputs {
            files.extend(output.close(&self.about)?);
        }
        Ok(files)
    }
}

struct Database {
    writer: Writer,
    file: Whole,
}

impl Database {
    fn create(options: &Options) -> Result<Database, ExportError> {
        let file = Whole::reserve(&options.out, sohoa_store::FILE)?;
        let writer = Writer::create(file.temporary())?;
        Ok(Database { writer, file })
    }
}

impl Rows for Database {
    fn row(&mut self, table: &'static Table, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        Ok(self.writer.row(table, cells)?)
    }

    fn close(self: Box<Self>, about: &About) -> Result<Vec<Whole>, ExportError> {
        self.writer.finish(&[
            ("program", about.program.clone()),
            ("records", about.records.to_string()),
            ("records_bytes", about.bytes.to_string()),
        ])?;
        Ok(vec![self.file])
    }
}
