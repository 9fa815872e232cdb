package dev.sonde.paper;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import java.util.List;

/** The numbers of the paper's running text and appendices. */
final class PublishedNumbers {
    private static final List<PublishedNumber> ALL = List.of(
            number(
                    "probe-layers",
                    "1",
                    "linear layers",
                    "3",
                    "use a single linear layer after flattening the embeddings"),
            number(
                    "search-iterations",
                    "10",
                    "trials, at least",
                    "3",
                    "Bayesian hyperparameter optimization [...] for at least ten iterations"),
            number("tasks", "3", "tasks", "3", "We experiment with three different spatial understanding tasks"),
            number("grid-side", "3", "cells a side", "3", "an image is divided into a 3x3 grid"),
            number(
                    "small-probe-depth",
                    "2",
                    "layers",
                    "3",
                    "2-layer and 4-layer classifiers with SwiGLU activation functions"),
            number(
                    "large-probe-depth",
                    "4",
                    "layers",
                    "3",
                    "2-layer and 4-layer classifiers with SwiGLU activation functions"),
            number("rcm-cells", "9", "cells", "A", "positive examples that are evenly distributed between the 9 cells"),
            number(
                    "rcm-other-cells",
                    "8",
                    "other cells",
                    "A",
                    "we selected Ni/8 from every other cell j as negative examples"),
            number(
                    "rcm-train",
                    "46",
                    "thousand examples",
                    "A",
                    "train, validation, and test sets resulting in 46k, 3k, and 5.5k samples"),
            number(
                    "rcm-validation",
                    "3",
                    "thousand examples",
                    "A",
                    "train, validation, and test sets resulting in 46k, 3k, and 5.5k samples"),
            number(
                    "rcm-test",
                    "5.5",
                    "thousand examples",
                    "A",
                    "train, validation, and test sets resulting in 46k, 3k, and 5.5k samples"),
            number(
                    "human-cells",
                    "4",
                    "ranked cells, at most",
                    "A",
                    "provide up to 4 grid cells ranked in terms of priority"),
            number("human-participants", "5", "participants", "A", "We recruited a total of five participants"),
            number(
                    "human-items",
                    "100",
                    "examples each",
                    "A",
                    "Each participant annotated 100 examples from the test set"),
            number("human-positive", "50", "positive examples", "A", "(50 positive / 50 negative)"),
            number("human-negative", "50", "negative examples", "A", "(50 positive / 50 negative)"),
            number(
                    "human-kappa",
                    "80.98",
                    "Fleiss' kappa x 100",
                    "A",
                    "the Fleiss' kappa coefficient (Fleiss, 1971): k = 80.98"),
            number("language-model", "7", "billion parameters", "B", "trained to prompt the Vicuna-7B model"),
            number("weight-decay", "0.01", "", "B", "AdamW optimizer with weight decay of 0.01 and 10% warmup"),
            number("warm-up", "10", "% of the steps", "B", "AdamW optimizer with weight decay of 0.01 and 10% warmup"),
            number("batch-size", "128", "examples", "B", "We used a fixed batch size of 128"),
            number("patience", "10", "epochs", "Table 4", "early stopping for RCM with a patience of 10 epochs"),
            number("p-threshold", "0.05", "p-value", "Table 5", "p-values greater than 0.05"),
            number(
                    "instructblip-vsr",
                    "61",
                    "% accuracy",
                    "C",
                    "The performance of the InstructBLIP model is 61% on VSR and 51% on RCM"),
            number(
                    "instructblip-rcm",
                    "51",
                    "% accuracy",
                    "C",
                    "The performance of the InstructBLIP model is 61% on VSR and 51% on RCM"));

    private PublishedNumbers() {}

    static List<PublishedNumber> all() {
        return ALL;
    }

    static TableView view() {
        TableView view = TableView.titled("Numbers in the paper's text")
                .column("Name", Align.LEFT)
                .column("Value", Align.RIGHT)
                .column("Unit", Align.LEFT)
                .column("Section", Align.LEFT)
                .column("In its words", Align.LEFT);
        for (PublishedNumber n : ALL) {
            view = view.row(n.id(), n.value().text(), n.unit(), n.section(), n.quote());
        }
        return view;
    }

    private static PublishedNumber number(String id, String value, String unit, String section, String quote) {
        return new PublishedNumber(id, new Printed(value, Rounding.NEAREST), unit, section, quote);
    }
}
