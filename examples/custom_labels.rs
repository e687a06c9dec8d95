//! Trains the stance pipeline on labels of one's own and classifies with them.
//!
//! The rows are few, so the figures are modest; what counts is that nothing but the labels changes.

use sayso::Error;
use sayso::data::{Requirement, StanceRows};
use sayso::stance::{Classifier, Label, StanceTrainer};

/// What somebody does with a claim, seen by a mediator.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    Threat,
    Promise,
    Demand,
    Other,
}

impl Label for Act {
    fn name(&self) -> &str {
        match self {
            Act::Threat => "threat",
            Act::Promise => "promise",
            Act::Demand => "demand",
            Act::Other => "other",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Act::Threat, Act::Promise, Act::Demand, Act::Other].into_iter().find(|act| act.name() == name)
    }
}

fn main() -> Result<(), Error> {
    let labels = ["threat", "promise", "demand", "other"];
    let requirement = Requirement { stance: true, stances: Some(&labels), ..Requirement::default() };
    let file = "training-data/acts.csv";
    let rows = StanceRows::read(file, requirement)?.rows;
    let trainer = StanceTrainer::new().alpha(1.0).folds(5);
    let judged = trainer.cross_validate(&rows, 5)?;
    println!("{} rows, macro-F1 {:.2} on rows left out of training", rows.len(), judged.macro_f1);

    let model = trainer.train(&rows, file.as_bytes())?;
    let classifier: Classifier<Act> = Classifier::from_model(model)?;
    for text in [
        "\"If the gates stay shut, we will cut the cable,\" said Rasmus Holt, who leads the dockers.",
        "The mayor promised that every school would have a roof before the rains.",
        "Shepherds called on the ministry to open the pass at once.",
        "The promising young goalkeeper is under threat from a knee injury, her club said.",
    ] {
        let found = classifier.classify(text);
        println!("{:?}: {text}", found.label);
    }
    Ok(())
}
