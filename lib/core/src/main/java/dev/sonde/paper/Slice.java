package dev.sonde.paper;

import dev.sonde.data.Tag;
import dev.sonde.experiment.RunOutcome;
import dev.sonde.probe.ProbeResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A split, or the examples of it that have one value of a tag.
 *
 * @param split which examples
 * @param tag by which some are chosen; empty for all
 * @param value of the tag; empty for all
 */
record Slice(EvaluatedSplit split, Optional<Tag> tag, String value) {
    static final Slice TEST = new Slice(EvaluatedSplit.TEST, Optional.empty(), "");

    static Slice of(EvaluatedSplit split) {
        return new Slice(split, Optional.empty(), "");
    }

    static Slice test(Tag tag, String value) {
        return new Slice(EvaluatedSplit.TEST, Optional.of(tag), value);
    }

    /** The predictions of a run on these examples; empty if there are none. */
    Optional<ProbeResult> of(RunOutcome outcome) {
        ProbeResult all = split.of(outcome);
        return tag.isEmpty() ? Optional.of(all) : chosen(all, tag.get());
    }

    /** Such as {@code test, relation category Adjacency}. */
    @Override
    public String toString() {
        return split + tag.map(by -> ", " + by + " " + value).orElse("");
    }

    private Optional<ProbeResult> chosen(ProbeResult all, Tag by) {
        List<Integer> rows = IntStream.range(0, all.size())
                .filter(i ->
                        value.equals(all.seeds().get(0).rows().get(i).tags().get(by)))
                .boxed()
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(all.by(by).parts().get(value));
    }
}
