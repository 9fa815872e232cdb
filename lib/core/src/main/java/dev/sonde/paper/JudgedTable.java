package dev.sonde.paper;

import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.List;

/** A table of the paper with ours below its rows: what Tables 1 to 5 have in common. */
abstract class JudgedTable implements Tabular, Judged {
    private final PublishedTable published;
    private final Judge judge;

    JudgedTable(PublishedTable published, Judge judge) {
        this.published = published;
        this.judge = judge;
    }

    final Judge judge() {
        return judge;
    }

    /** Ours beside one published number. */
    abstract JudgedCell judged(PublishedCell cell);

    /** Ours beside each published number, in their order. */
    List<JudgedCell> cells() {
        return published.cells().stream().map(this::judged).toList();
    }

    @Override
    public Verdicts verdicts() {
        return new Verdicts(published.title() + ", judged", cells(), judge.run(published.item()));
    }

    @Override
    public TableView view() {
        return new SideBySide(published, verdicts()).view();
    }

    @Override
    public String toString() {
        return view().toString();
    }
}
