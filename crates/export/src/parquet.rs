//! The tables as Parquet files, a folder of them: for pandas, polars, DuckDB and their like.
//!
//! Columns are typed as the tables say: lists are lists, whole dates are dates. Rows are gathered until a row
//! group is large enough, so memory does not grow with their number.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use sohoa_tables::{Cell, Column, Kind, TABLES, Table};

use crate::ExportError;
use crate::day::Day;
use crate::tables::{About, Rows};
use crate::whole::Whole;

/// The folder of the files.
pub(crate) const FOLDER: &str = "parquet";
/// Rows that are gathered before they are handed on.
const BATCH: usize = 1024;
/// Bytes of text that are gathered before they are handed on, however few the rows.
const BATCH_BYTES: usize = 4 << 20;
/// Rows of a row group.
const GROUP: usize = 1 << 16;
/// Bytes of a row group: what is held in memory of each table.
const GROUP_BYTES: usize = 16 << 20;

/// All files under way.
pub(crate) struct Parquet(Vec<Output>);

struct Output {
    table: &'static Table,
    schema: SchemaRef,
    columns: Vec<Values>,
    rows: usize,
    bytes: usize,
    writer: ArrowWriter<File>,
    file: Whole,
}

impl Parquet {
    /// Opens a file for each table.
    pub fn create(out: &Path) -> Result<Parquet, ExportError> {
        let folder = out.join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(|e| ExportError::output(&folder, &e))?;
        let outputs = TABLES.iter().map(|t| Output::create(&folder, t));
        Ok(Parquet(outputs.collect::<Result<_, _>>()?))
    }
}

impl Rows for Parquet {
    fn row(&mut self, table: &'static Table, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        match self.0.iter_mut().find(|o| o.table.name == table.name) {
            Some(output) => output.row(cells),
            None => Ok(()),
        }
    }

    fn close(self: Box<Self>, _: &About) -> Result<Vec<Whole>, ExportError> {
        self.0.into_iter().map(Output::close).collect()
    }
}

impl Output {
    fn create(folder: &Path, table: &'static Table) -> Result<Output, ExportError> {
        let file = Whole::reserve(folder, &format!("{}.parquet", table.name))?;
        let fields: Vec<Field> = table.columns.iter().map(field).collect();
        let schema: SchemaRef = Arc::new(Schema::new(fields));
        let packed = ZstdLevel::try_new(3).map_err(|e| file.error(&e))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(packed))
            .set_max_row_group_row_count(Some(GROUP))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .set_created_by("sohoa".into())
            .build();
        let to = File::create_new(file.temporary()).map_err(|e| file.error(&e))?;
        let writer = ArrowWriter::try_new(to, schema.clone(), Some(properties));
        Ok(Output {
            table,
            columns: table.columns.iter().map(Values::of).collect(),
            rows: 0,
            bytes: 0,
            writer: writer.map_err(|e| file.error(&e))?,
            schema,
            file,
        })
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        for (values, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += values.push(cell);
        }
        self.rows += 1;
        if self.rows == BATCH || self.bytes > BATCH_BYTES {
            self.hand_on()?;
        }
        Ok(())
    }

    fn hand_on(&mut self) -> Result<(), ExportError> {
        let columns = self.columns.iter_mut().map(Values::finish).collect();
        (self.rows, self.bytes) = (0, 0);
        let batch = RecordBatch::try_new(self.schema.clone(), columns);
        let batch = batch.map_err(|e| self.file.error(&e))?;
        let written = self.writer.write(&batch);
        written.map_err(|e| self.file.error(&e))
    }

    fn close(mut self) -> Result<Whole, ExportError> {
        self.hand_on()?;
        match self.writer.close() {
            Ok(_) => Ok(self.file),
            Err(e) => Err(self.file.error(&e)),
        }
    }
}

/// The column in Arrow's words; what it says goes with it.
fn field(column: &Column) -> Field {
    let (kind, nullable) = match column.kind {
        Kind::Key | Kind::Ref(_) => (DataType::Int64, false),
        Kind::MaybeRef(_) | Kind::Int => (DataType::Int64, true),
        Kind::Text => (DataType::Utf8, true),
        Kind::Date => (DataType::Date32, true),
        Kind::Real => (DataType::Float64, true),
        Kind::Bool => (DataType::Boolean, true),
        Kind::List => (DataType::new_list(DataType::Utf8, true), true),
    };
    let about = HashMap::from([("description".to_owned(), column.about.to_owned())]);
    Field::new(column.name, kind, nullable).with_metadata(about)
}

/// Values of a column under way.
enum Values {
    Int(Int64Builder),
    Real(Float64Builder),
    Bool(BooleanBuilder),
    Date(Date32Builder),
    Text(StringBuilder),
    List(ListBuilder<StringBuilder>),
}

impl Values {
    fn of(column: &Column) -> Values {
        match column.kind {
            Kind::Key | Kind::Ref(_) | Kind::MaybeRef(_) | Kind::Int => {
                Values::Int(Int64Builder::new())
            }
            Kind::Real => Values::Real(Float64Builder::new()),
            Kind::Bool => Values::Bool(BooleanBuilder::new()),
            Kind::Date => Values::Date(Date32Builder::new()),
            Kind::Text => Values::Text(StringBuilder::new()),
            Kind::List => Values::List(ListBuilder::new(StringBuilder::new())),
        }
    }

    /// Adds a cell; gives the bytes of its text.
    fn push(&mut self, cell: &Cell<'_>) -> usize {
        match (self, cell) {
            (Values::Int(to), Cell::Int(value)) => to.append_value(*value),
            (Values::Real(to), Cell::Real(value)) => to.append_value(*value),
            (Values::Bool(to), Cell::Bool(value)) => to.append_value(*value),
            (Values::Date(to), Cell::Text(date)) => {
                to.append_option(Day::parse(date).map(Day::since_1970))
            }
            (Values::Text(to), Cell::Text(text)) => {
                to.append_value(text);
                return text.len();
            }
            (Values::List(to), Cell::List(list)) => {
                for text in list {
                    to.values().append_value(text);
                }
                to.append(true);
            }
            (Values::Int(to), _) => to.append_null(),
            (Values::Real(to), _) => to.append_null(),
            (Values::Bool(to), _) => to.append_null(),
            (Values::Date(to), _) => to.append_null(),
            (Values::Text(to), _) => to.append_null(),
            (Values::List(to), _) => to.append(false),
        }
        0
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Values::Int(values) => Arc::new(values.finish()),
            Values::Real(values) => Arc::new(values.finish()),
            Values::Bool(values) => Arc::new(values.finish()),
            Values::Date(values) => Arc::new(values.finish()),
            Values::Text(values) => Arc::new(values.finish()),
            Values::List(values) => Arc::new(values.finish()),
        }
    }
}
