package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.MimeBundle;
import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineCodeTest {
    private static final OnlineCode CODE = OnlineCode.withDefaults();

    static List<JsonNode> cases() {
        return Fixtures.rows("statistics/online_code.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheReference(JsonNode row) {
        OnlineCode code = CODE.withPercents(Fixtures.numbers(row.get("portions_percent")));
        int items = row.get("items").intValue();
        assertThat(code.blockEnds(items)).containsExactly(Fixtures.integers(row.get("block_ends")));
        OnlineCodelength length = code.codelength(
                items, row.get("classes").intValue(), Fixtures.numbers(row.get("mean_loss_nats_of_blocks_2_on")));
        assertThat(length.blocks().stream().mapToInt(CodeBlock::items).toArray())
                .containsExactly(Fixtures.integers(row.get("block_sizes")));
        assertClose(length.bits(), row, "codelength_bits");
        assertClose(length.uniformBits(), row, "uniform_bits");
        assertClose(length.compression(), row, "compression");
        assertClose(length.bitsPerItem(), row, "bits_per_item");
    }

    private static void assertClose(double value, JsonNode row, String name) {
        assertThat(value).isCloseTo(Fixtures.number(row.get(name)), Close.relative());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theDefaultPortionsAreThoseOfTheReference(JsonNode row) {
        assertThat(CODE.blockEnds(row.get("items").intValue()))
                .containsExactly(Fixtures.integers(row.get("block_ends")));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 9})
    void aProbeThatLearnsNothingCompressesNothing(int classes) {
        double[] losses = new double[10];
        Arrays.fill(losses, Math.log(classes));
        assertThat(CODE.codelength(7680, classes, losses).compression()).isCloseTo(1, Close.relative());
    }

    @Test
    void aProbeThatKnowsAllPaysForTheFirstBlockOnly() {
        OnlineCodelength length = CODE.codelength(7680, 2, new double[10]);
        assertThat(length.bits()).isCloseTo(8, Close.relative());
        assertThat(length.compression()).isCloseTo(960, Close.relative());
    }

    @Test
    void halvesAreRoundedToEven() {
        OnlineCode code = CODE.withPercents(25, 75, 100);
        assertThat(code.blockEnds(10)).containsExactly(2, 8, 10);
        assertThat(code.blockEnds(14)).containsExactly(4, 10, 14);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 499, 500, 501})
    void fewItemsMakeFewerBlocksButNoEmptyOne(int items) {
        int[] ends = CODE.blockEnds(items);
        assertThat(ends).doesNotHaveDuplicates().isSorted();
        assertThat(ends[0]).isPositive();
        assertThat(ends[ends.length - 1]).isEqualTo(items);
        assertThat(CODE.codelength(items, 2, new double[ends.length - 1]).items())
                .isEqualTo(items);
    }

    @Test
    void rendersOneRowPerBlock() {
        OnlineCodelength length = CODE.withPercents(10, 100).codelength(50, 4, new double[] {Math.log(2)});
        assertThat(length.blocks().get(1).bitsPerItem()).isCloseTo(1, Close.relative());
        assertThat(length.toString()).contains("10.0", "45.0", "Compression 1.818: 55.0 bits instead of 100.0");
        assertThat(length.render().forms().get(MimeBundle.HTML).toString()).contains("<table", "1.818");
    }

    @Test
    void refusesAnotherNumberOfLosses() {
        assertThatThrownBy(() -> CODE.codelength(7680, 2, new double[11]))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("10 blocks after the first; found 11");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesALossThatIsNone(double loss) {
        assertThatThrownBy(() -> CODE.withPercents(10, 100).codelength(50, 2, new double[] {loss}))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("block 2");
    }

    @Test
    void refusesWhatIsNoCode() {
        assertThatThrownBy(() -> CODE.blockEnds(0)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> CODE.codelength(7680, 1, new double[10])).isInstanceOf(SondeException.class);
        for (double[] percents : new double[][] {{}, {0, 100}, {50}, {50, 50, 100}, {60, 50, 100}, {Double.NaN, 100}}) {
            assertThatThrownBy(() -> CODE.withPercents(percents)).isInstanceOf(SondeException.class);
        }
    }
}
