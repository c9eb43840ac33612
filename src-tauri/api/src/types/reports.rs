//! Reports.

crate::types::wire_types! {
    /// One report that can be made.
    ReportSpec {
        /// Its name.
        name: String,
        /// What can be said: `from`, `to`, `customer`, `where`, `place`.
        parameters: Vec<String>,
        /// Where only a last day is asked for: so many days after today it goes at first.
        ahead: u32,
    }
    /// The reports there are.
    ReportList {
        /// By name.
        reports: Vec<ReportSpec>,
    }
    /// Make a report.
    ReportRequest {
        /// Which.
        name: String,
        /// First day.
        from: Option<String>,
        /// Last day.
        to: Option<String>,
        /// About whom.
        customer_id: Option<String>,
        /// Only records for which this holds.
        r#where: Option<String>,
        /// A town, a postal code or a point to look around.
        #[ts(optional, as = "Option<String>")]
        place: Option<String>,
        /// So many kilometres around it.
        #[ts(optional, as = "Option<f64>")]
        km: Option<f64>,
        /// Only these customers, in this order.
        #[ts(optional, as = "Option<Vec<String>>")]
        customer_ids: Option<Vec<String>>,
    }
    /// Write a report to a file.
    ReportSaveRequest {
        /// Which.
        name: String,
        /// First day.
        from: Option<String>,
        /// Last day.
        to: Option<String>,
        /// About whom.
        customer_id: Option<String>,
        /// Only records for which this holds.
        r#where: Option<String>,
        /// A town, a postal code or a point to look around.
        #[ts(optional, as = "Option<String>")]
        place: Option<String>,
        /// So many kilometres around it.
        #[ts(optional, as = "Option<f64>")]
        km: Option<f64>,
        /// Only these customers, in this order.
        #[ts(optional, as = "Option<Vec<String>>")]
        customer_ids: Option<Vec<String>>,
        /// `pdf` or `csv`.
        format: String,
        /// The file; null to be asked.
        path: Option<String>,
    }
    /// A figure of a report.
    ReportKpi {
        /// What it is.
        label: String,
        /// The figure.
        value: String,
        /// More about it.
        note: String,
    }
    /// One series of a chart.
    ReportSeries {
        /// What it is.
        label: String,
        /// The heights.
        values: Vec<f64>,
        /// The figures as texts.
        texts: Vec<String>,
    }
    /// A chart of a report.
    ReportChart {
        /// `bar` or `line`.
        kind: String,
        /// What it shows.
        title: String,
        /// What it says, in a sentence.
        sentence: String,
        /// Along the axis.
        labels: Vec<String>,
        /// The series.
        series: Vec<ReportSeries>,
    }
    /// A column of a report's table.
    ReportColumn {
        /// Its head.
        label: String,
        /// `left`, `right` or `center`.
        align: String,
    }
    /// A table of a report.
    ReportTable {
        /// What it shows.
        title: String,
        /// Its columns.
        columns: Vec<ReportColumn>,
        /// Its rows.
        rows: Vec<Vec<String>>,
        /// The sums.
        totals: Option<Vec<String>>,
        /// Rows that only PDF and CSV have.
        truncated: usize,
    }
    /// A report.
    Report {
        /// Its name.
        name: String,
        /// Its title.
        title: String,
        /// Its period.
        period: String,
        /// What it is limited to.
        filters: Vec<String>,
        /// Its figures.
        kpis: Vec<ReportKpi>,
        /// Its charts.
        charts: Vec<ReportChart>,
        /// Its tables.
        tables: Vec<ReportTable>,
        /// What else there is to say.
        notes: Vec<String>,
    }
}
