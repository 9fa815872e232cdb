package dev.sonde.model;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * BLIP-2 step by step: what goes in, what comes out, and how many numbers were learned for it. Computed from the sizes, so
 * that it needs no weights.
 *
 * @param steps in the order of the computation
 */
public record Architecture(List<Step> steps) implements Tabular {
    /** The image encoder. */
    public static final String VISION = "Image encoder (vision transformer)";

    /** The part that is probed. */
    public static final String QFORMER = "Q-Former";

    /** What compares images and texts in pre-training. */
    public static final String HEADS = "Heads";

    /**
     * One step.
     *
     * @param part which of the three parts of the model it belongs to
     * @param name what it is
     * @param in shape of what goes in
     * @param out shape of what comes out
     * @param parameters how many numbers were learned for it
     */
    public record Step(String part, String name, String in, String out, long parameters) {}

    public Architecture {
        steps = List.copyOf(steps);
    }

    /** BLIP-2 of those sizes; T stands for the tokens of a text. */
    public static Architecture of(Blip2Config config) {
        return new Steps(config).all();
    }

    /** How many numbers the model has. */
    public long parameters() {
        return parameters(step -> true);
    }

    /** How many numbers a part has: {@link #VISION}, {@link #QFORMER} (its query tokens included) or {@link #HEADS}. */
    public long parameters(String part) {
        return parameters(step -> step.part().equals(part));
    }

    private long parameters(Predicate<Step> which) {
        return steps.stream().filter(which).mapToLong(Step::parameters).sum();
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled("BLIP-2 after its first stage of training")
                .column("Step", Align.LEFT)
                .column("In", Align.RIGHT)
                .column("Out", Align.RIGHT)
                .column("Parameters", Align.RIGHT);
        String part = "";
        for (Step step : steps) {
            if (!step.part().equals(part)) {
                part = step.part();
                table = table.section(part + ": " + counted(parameters(part)));
            }
            table = table.row(step.name(), step.in(), step.out(), counted(step.parameters()));
        }
        return table.note("All of it: " + counted(parameters()) + " numbers. T: tokens of the text.");
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private static String counted(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Collects the steps; a step's parameters are those of the tensors whose names begin so. */
    private static final class Steps {
        private final Blip2Config config;
        private final CheckpointLayout layout;
        private final List<Step> steps = new ArrayList<>();
        private final String tokens;
        private final String queries;
        private final String both;

        Steps(Blip2Config config) {
            this.config = config;
            layout = CheckpointLayout.blip2(config);
            tokens = shape(config.vision().tokens(), config.vision().width());
            queries = shape(config.qformer().queries(), config.qformer().width());
            both = "(" + config.qformer().queries() + " + T) × "
                    + config.qformer().width();
        }

        Architecture all() {
            vision();
            qformer();
            heads();
            return new Architecture(steps);
        }

        private void vision() {
            VisionConfig vision = config.vision();
            String pixels = "3 × " + shape(vision.imageSize(), vision.imageSize());
            add(VISION, "patches, class token, positions", pixels, tokens, "vision_model.embeddings.");
            int last = vision.blocks() - 1;
            add(VISION, "block 0", tokens, tokens, "vision_model.encoder.layers.0.");
            if (last > 0) {
                long all = count("vision_model.encoder.layers.");
                long rest = all - count("vision_model.encoder.layers.0.");
                steps.add(new Step(VISION, last == 1 ? "block 1" : "blocks 1 to " + last, tokens, tokens, rest));
            }
            add(VISION, "last norm (ln_vision)", tokens, tokens, "vision_model.post_layernorm.");
        }

        private void qformer() {
            QFormerConfig qformer = config.qformer();
            add(QFORMER, "query tokens (learned)", "–", queries, "query_tokens");
            if (qformer.text()) {
                add(QFORMER, "words and their positions", "T", "T × " + qformer.width(), "embeddings.");
            }
            add(QFORMER, "norm of both", both, both, "qformer.layernorm.");
            for (int i = 0; i < qformer.layers(); i++) {
                String looks = qformer.hasCrossAttention(i)
                        ? ", looks at the " + config.vision().tokens()
                        : "";
                add(QFORMER, "layer " + i + looks, both, both, "qformer.encoder.layer." + i + ".");
            }
        }

        private void heads() {
            String unit = Integer.toString(config.projection());
            add(HEADS, "match or not (itm_head)", queries, "2", "itm_head.");
            add(
                    HEADS,
                    "image vectors",
                    queries,
                    shape(config.qformer().queries(), config.projection()),
                    "vision_projection.");
            add(HEADS, "text vector", Integer.toString(config.qformer().width()), unit, "text_projection.");
        }

        private void add(String part, String name, String in, String out, String prefix) {
            steps.add(new Step(part, name, in, out, count(prefix)));
        }

        private long count(String prefix) {
            return layout.shapes().entrySet().stream()
                    .filter(tensor -> tensor.getKey().startsWith(prefix))
                    .mapToLong(tensor -> tensor.getValue().stream().reduce(1L, Math::multiplyExact))
                    .sum();
        }

        private static String shape(int rows, int columns) {
            return rows + " × " + columns;
        }
    }
}
