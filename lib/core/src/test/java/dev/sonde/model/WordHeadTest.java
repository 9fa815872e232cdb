package dev.sonde.model;

import static dev.sonde.torch.TensorFixture.distance;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.Gradients;
import dev.sonde.torch.Losses;
import dev.sonde.torch.ParameterGroup;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a Q-Former writes a text: what each word may see, and that it can learn to write. */
class WordHeadTest {
    private static final int QUERIES = 3;
    private static final QFormerConfig CONFIG =
            new QFormerConfig(QUERIES, 16, 2, 2, 32, 8, 2, true, 20, 12, 0, 1e-12, 0, 0);

    private final Torch torch = Torch.open();
    private Parameters parameters;
    private QFormer qformer;
    private WordHead head;
    private ImageKeys image;

    @BeforeEach
    void build() {
        torch.seed(11);
        qformer = Parameters.random(torch, this::build);
        // Weights of size 0.02 leave a small model almost linear: what a word sees must show.
        parameters
                .where(name -> name.endsWith("weight") && !name.contains("orm."))
                .forEach(array -> array.muli(10f));
        image = look(2);
    }

    private QFormer build(Parameters making) {
        parameters = making;
        QFormer built = new QFormer(CONFIG, making.weights(), QFormer.Names.BLIP2);
        head = new WordHead(built, making.weights());
        return built;
    }

    private ImageKeys look(int images) {
        return qformer.look(torch.zeros(images, 5, 8).add(torch.array(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 8)));
    }

    @AfterEach
    void close() {
        torch.close();
    }

    private static NDArray changed(Torch torch, NDArray ids, int token) {
        NDArray change = torch.zeros(ids.getShape().getShape()).toType(ids.getDataType(), false);
        change.set(new NDIndex(":, " + token), 1);
        return ids.add(change);
    }

    private NDArray ids() {
        return torch.array(new long[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 4);
    }

    private HiddenStates write(NDArray ids, Optional<NDArray> mask) {
        return qformer.write(image, new TextTokens(ids, mask), Mode.EVALUATE);
    }

    @Test
    void queriesDoNotSeeTheText() {
        NDArray first = write(ids(), Optional.empty()).lastQueries();
        NDArray other = write(changed(torch, ids(), 0), Optional.empty()).lastQueries();
        assertThat(distance(other, first)).isZero();
        assertThat(distance(first, qformer.readImage(image, Mode.EVALUATE).lastQueries()))
                .isLessThan(1e-5);
    }

    @Test
    void aWordSeesTheWordsBeforeItAndNoneAfter() {
        NDArray first = write(ids(), Optional.empty()).lastText();
        for (int token = 0; token < 4; token++) {
            NDArray other =
                    write(changed(torch, ids(), token), Optional.empty()).lastText();
            for (int at = 0; at < 4; at++) {
                double moved = distance(other.get(":, " + at), first.get(":, " + at));
                if (at < token) {
                    assertThat(moved).as("word " + at + " from " + token).isZero();
                } else {
                    assertThat(moved).as("word " + at + " from " + token).isGreaterThan(1e-4);
                }
            }
        }
    }

    @Test
    void aWordSeesTheImageThroughTheQueries() {
        NDArray first = write(ids(), Optional.empty()).lastText();
        image = qformer.look(torch.zeros(2, 5, 8).add(torch.array(new float[] {8, 7, 6, 5, 4, 3, 2, 1}, 8)));
        NDArray other = write(ids(), Optional.empty()).lastText();
        for (int at = 0; at < 4; at++) {
            assertThat(distance(other.get(":, " + at), first.get(":, " + at))).isGreaterThan(1e-4);
        }
    }

    @Test
    void whenReadingAWordSeesTheWordsAfterIt() {
        TextTokens text = new TextTokens(ids(), Optional.empty());
        TextTokens last = new TextTokens(changed(torch, ids(), 3), Optional.empty());
        NDArray first = qformer.read(image, text, Mode.EVALUATE).lastText().get(":, 0");
        NDArray other = qformer.read(image, last, Mode.EVALUATE).lastText().get(":, 0");
        assertThat(distance(other, first)).isGreaterThan(1e-4);
    }

    @Test
    void fillingIsSeenByNone() {
        NDArray mask = torch.array(new long[] {1, 1, 1, 0, 1, 1, 1, 0}, 2, 4);
        HiddenStates masked = write(ids(), Optional.of(mask));
        HiddenStates refilled = write(changed(torch, ids(), 3), Optional.of(mask));
        HiddenStates shorter = write(ids().get(":, :3"), Optional.empty());
        assertThat(distance(refilled.lastText().get(":, :3"), masked.lastText().get(":, :3")))
                .isZero();
        assertThat(distance(shorter.lastText(), masked.lastText().get(":, :3"))).isLessThan(1e-5);
        TextTokens filled = TextTokens.of(ids(), mask);
        NDArray read = qformer.read(image, filled, Mode.EVALUATE).lastQueries();
        NDArray readAgain = qformer.read(image, TextTokens.of(changed(torch, ids(), 3), mask), Mode.EVALUATE)
                .lastQueries();
        assertThat(distance(readAgain, read)).isZero();
    }

    @Test
    void theHeadSharesTheTableOfWords() {
        assertThat(parameters.arrays().keySet())
                .contains("cls.predictions.bias", "cls.predictions.transform.dense.weight")
                .doesNotContain("cls.predictions.decoder.weight");
        NDArray logits = head.logits(write(ids(), Optional.empty()).lastText());
        assertThat(logits.getShape().getShape()).containsExactly(2, 4, 20);
        parameters.get("embeddings.word_embeddings.weight").muli(0f);
        NDArray none = head.logits(write(ids(), Optional.empty()).lastText());
        assertThat(distance(none, none.mul(0f))).isZero();
    }

    @Test
    void aSmallModelLearnsToWriteItsTexts() {
        // The two images are alike, so the text decides; the first word is all that differs.
        NDArray next = torch.array(new long[] {2, 3, 4, -100, 6, 7, 8, -100}, 8);
        double first = 0;
        double last = 0;
        try (AdamW optimizer =
                AdamW.of(torch, ParameterGroup.of(parameters.arrays().values()).withWeightDecay(0))) {
            for (int step = 0; step < 60; step++) {
                last = torch.training(() -> {
                    HiddenStates states = qformer.write(look(2), new TextTokens(ids(), Optional.empty()), Mode.TRAIN);
                    NDArray logits = head.logits(states.lastText()).reshape(8, 20);
                    NDArray loss = Losses.classes(torch, logits, next, 0);
                    optimizer.step(loss, 3e-3);
                    return (double) loss.getFloat();
                });
                first = step == 0 ? last : first;
            }
        }
        assertThat(first).isGreaterThan(1.5);
        assertThat(last).isLessThan(0.2);
    }

    @Test
    void theRowOfFillingInTheTableHasNoGradientFromTheEmbedding() {
        NDArray table = parameters.get("embeddings.word_embeddings.weight");
        Gradients.track(List.of(table), true);
        torch.training(() -> {
            NDArray ids = torch.array(new long[] {1, 0}, 1, 2);
            TextTokens text = TextTokens.of(ids, torch.array(new long[] {1, 1}, 1, 2));
            NDArray sum =
                    qformer.readText(text, Mode.EVALUATE).lastText().square().sum();
            NDArray weighted = sum.add(qformer.readText(text, Mode.EVALUATE)
                    .layers()
                    .get(0)
                    .get(":, :, 0")
                    .sum());
            NDArray gradient = Gradients.of(torch, weighted, List.of(table)).get(0);
            assertThat(gradient.get(0).abs().max().getFloat()).isZero();
            assertThat(gradient.get(1).abs().max().getFloat()).isPositive();
            return 0;
        });
    }
}
