//! The figures as people read them in a terminal.

use crate::evaluation::Evaluation;
use dunlog_model::Label;
use std::fmt::{Display, Formatter, Result};

impl Display for Evaluation {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "{} texts; 95 % intervals in brackets\n", self.texts)?;
        writeln!(f, "{:<21}{:>6}  {:<22}{:<22}F1", "class", "texts", "precision", "recall")?;
        for class in &self.classes {
            let share =
                |share: crate::Share| format!("{:.3} [{:.3}, {:.3}]", share.value, share.low, share.high);
            writeln!(
                f,
                "{:<21}{:>6}  {:<22}{:<22}{:.3} [{:.3}, {:.3}]",
                class.label.id(),
                class.recall.total,
                share(class.precision),
                share(class.recall),
                class.f1,
                class.f1_low,
                class.f1_high
            )?;
        }
        writeln!(f, "\nmacro F1 {:.3}\n", self.macro_f1)?;
        for (label, share) in &self.called_harassment {
            writeln!(
                f,
                "{} called harassment: {} of {} ({:.2} %, at most {:.2} %)",
                label.id(),
                share.hits,
                share.total,
                share.value * 100.0,
                share.high * 100.0
            )?;
        }
        self.confusion(f)?;
        self.calibration(f)
    }
}

impl Evaluation {
    fn confusion(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "\n{:<21}", "truth \\ answer")?;
        for label in Label::ALL {
            write!(f, "{:>11.10}", label.id())?;
        }
        writeln!(f)?;
        for (label, row) in
            Label::ALL.iter().zip(&self.confusion).filter(|(_, row)| row.iter().any(|count| *count > 0))
        {
            write!(f, "{:<21}", label.id())?;
            for count in row {
                write!(f, "{count:>11}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }

    fn calibration(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "\nexpected calibration error {:.3}", self.calibration.error)?;
        for bin in self.calibration.bins.iter().filter(|bin| bin.count > 0) {
            let to = bin.from + 0.1;
            writeln!(
                f,
                "  score {:.1}–{to:.1}: {:>5} texts, mean {:.2}, harassment {:.2}",
                bin.from, bin.count, bin.mean_score, bin.share
            )?;
        }
        writeln!(f, "\nif harassment began at another score:")?;
        for point in self.thresholds.iter().step_by(2) {
            writeln!(
                f,
                "  {:.2}: precision {:.3}, recall {:.3}, F1 {:.3}",
                point.threshold, point.precision, point.recall, point.f1
            )?;
        }
        Ok(())
    }
}
