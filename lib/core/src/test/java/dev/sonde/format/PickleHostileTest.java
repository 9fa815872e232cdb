package dev.sonde.format;

import static dev.sonde.format.PickleReaderTest.latin1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.CpuSecond;
import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PickleHostileTest {
    private static final PickleReader READER = PickleReader.plain();

    @ParameterizedTest
    @MethodSource("calls")
    void callIsRefusedWithItsOpcodeByteAndName(String pickle, String where, String name) {
        assertBroken(pickle, where).hasMessageContaining(name).hasMessageContaining("Nothing was run.");
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                Arguments.of("cos\nsystem\n(S'echo hi'\ntR.", "byte 0, GLOBAL", "os.system"),
                Arguments.of("I1\n0cos\nsystem\n(S'echo hi'\ntR.", "byte 4, GLOBAL", "os.system"),
                Arguments.of("(S'echo hi'\nios\nsystem\n.", "byte 12, INST", "os.system"),
                Arguments.of("(cos\nsystem\nS'echo hi'\no.", "byte 1, GLOBAL", "os.system"),
                Arguments.of("cos\nsystem\n)\u0081.", "byte 0, GLOBAL", "os.system"),
                Arguments.of(
                        "\u008c\u0002os\u008c\u0006system\u0093S'echo'\n\u0085R.",
                        "byte 12, STACK_GLOBAL",
                        "os.system"),
                Arguments.of("cbuiltins\neval\n.", "byte 0, GLOBAL", "builtins.eval"),
                Arguments.of("S'x'\n)R.", "byte 6, REDUCE", "a text"),
                Arguments.of("S'x'\n)\u0081.", "byte 6, NEWOBJ", "a text"),
                Arguments.of("S'x'\n)}\u0092.", "byte 7, NEWOBJ_EX", "a text"),
                Arguments.of("(S'x'\no.", "byte 6, OBJ", "a text"),
                Arguments.of("(d}b.", "byte 3, BUILD", "a dictionary"),
                Arguments.of("\u0082\u0007.", "byte 0, EXT1", "extension 7"),
                Arguments.of("\u0083\u0007\u0001.", "byte 0, EXT2", "extension 263"),
                Arguments.of("\u0084\u00ff\u00ff\u00ff\u00ff.", "byte 0, EXT4", "extension 4294967295"),
                Arguments.of("Psecret\n.", "byte 0, PERSID", "secret"),
                Arguments.of("I1\nQ.", "byte 3, BINPERSID", "outside the pickle"));
    }

    @Test
    void plainGlobalsAllowNothingElse() {
        for (String name : List.of("builtins\neval", "os\nsystem", "_codecs\ndecode", "collections\nnamedtuple")) {
            assertThatThrownBy(() -> READER.withGlobals(PickleGlobals.PLAIN).read("p", latin1("c" + name + "\n)R.")))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining(name.replace('\n', '.'));
        }
    }

    @Test
    void namesInMessagesAreCutShortAndWithoutControlCharacters() {
        assertBroken("c\u001b[31m\n" + "x".repeat(5000) + "\n.", "GLOBAL")
                .message()
                .hasSizeLessThan(1000)
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenProgramIsToldWithItsPlace(String pickle, String problem) {
        assertBroken(pickle, problem);
    }

    static Stream<Arguments> broken() {
        String huge = "\u0000".repeat(7) + "\u0080";
        return Stream.of(
                Arguments.of("", "needs 1 bytes from byte 0 on, but the file ends there"),
                Arguments.of("\u001f", "byte 0, the next opcode: 0x1f is not an opcode"),
                Arguments.of("PK\u0003\u0004", "the file ends"),
                Arguments.of("\u0080\u0006.", "protocol 6, newer than 5"),
                Arguments.of("\u008d" + huge + "x.", "BINUNICODE8: needs 9223372036854775808 bytes from byte 9"),
                Arguments.of("\u008e" + huge + "x.", "BINBYTES8: needs 9223372036854775808 bytes"),
                Arguments.of("\u0096" + huge + "x.", "BYTEARRAY8: needs 9223372036854775808 bytes"),
                Arguments.of("\u0095" + huge + "N.", "FRAME: needs 9223372036854775808 bytes"),
                Arguments.of("X\u00ff\u00ff\u00ff\u00ffx.", "needs 4294967295 bytes from byte 5 on"),
                Arguments.of("T\u00ff\u00ff\u00ff\u00ffx.", "needs 4294967295 bytes"),
                Arguments.of("B\u00ff\u00ff\u00ff\u007fx.", "needs 2147483647 bytes"),
                Arguments.of("\u008b\u00ff\u00ff\u00ff\u00ffx.", "LONG4: a whole number of 4294967295 bytes is longer"),
                Arguments.of("\u008b\u00ff\u00ff\u00ff\u007fx.", "a whole number of 2147483647 bytes is longer"),
                Arguments.of("L" + "9".repeat(5000) + "L\n.", "at most 4300 digits"),
                Arguments.of("Ione\n.", "expected a whole number"),
                Arguments.of("L1 000L\n.", "expected a whole number"),
                Arguments.of("F0x1p3\n.", "expected a number, found \"0x1p3\""),
                Arguments.of("FNaN\n.", "expected a number"),
                Arguments.of("Sno quotes\n.", "expected a text in quotes"),
                Arguments.of("S'\n.", "expected a text in quotes"),
                Arguments.of("S'\\'\n.", "ends in a backslash"),
                Arguments.of("S'\\x4g'\n.", "broken escape"),
                Arguments.of("V\\u12\n.", "broken escape"),
                Arguments.of("V\\U00110000\n.", "beyond U+10FFFF"),
                Arguments.of("X\u0001\u0000\u0000\u0000\u00ff.", "BINUNICODE: the text is not valid UTF-8"),
                Arguments.of(".", "byte 0, STOP: the pickle ends with 0 values"),
                Arguments.of("NN.", "the pickle ends with 2 values"),
                Arguments.of("(N.", "the pickle ends with 2 values"),
                Arguments.of("(.", "needs a value on the stack"),
                Arguments.of("0.", "byte 0, POP: needs a value"),
                Arguments.of("(2.", "byte 1, DUP: needs a value"),
                Arguments.of("t.", "no mark is open"),
                Arguments.of("N\u0086.", "needs 2 values on the stack"),
                Arguments.of("N(\u0085.", "needs 1 values on the stack"),
                Arguments.of("(NNNd.", "a key has no value"),
                Arguments.of("NNa.", "expected a list below on the stack, found None"),
                Arguments.of(")Na.", "expected a list below on the stack, found a tuple"),
                Arguments.of("]NNs.", "expected a dictionary below on the stack, found a list"),
                Arguments.of("}(N\u0090.", "expected a set below on the stack, found a dictionary"),
                Arguments.of("(]Nd.", "found a list"),
                Arguments.of("(}Nd.", "found a dictionary"),
                Arguments.of("(C\u0001xNd.", "found bytes"),
                Arguments.of("())\u0085Nd.", "a key has no value"),
                Arguments.of("()\u0085Nd.", "tuple of at most 16 texts and numbers"),
                Arguments.of("((" + "N".repeat(17) + "tNd.", "tuple of at most 16 texts and numbers"),
                Arguments.of("\u008f(]\u0090.", "found a list"),
                Arguments.of("g7\n.", "the memo has no value 7"),
                Arguments.of("h\u0007.", "the memo has no value 7"),
                Arguments.of("Np-1\n.", "expected an index of the memo"),
                Arguments.of("N)R.", "would call None"),
                Arguments.of("N]R.", "expected a tuple of arguments, found a list"),
                Arguments.of("N\u0097.", "outside the pickle, in a buffer"),
                Arguments.of("]2a.", "a container lies inside itself"),
                Arguments.of("}p0\nNg0\ns.", "a container lies inside itself"));
    }

    @Test
    void deepNestingIsRefusedWithoutOverflow() {
        assertBroken("]".repeat(100_000) + "a".repeat(99_999) + ".", "nested more than 500 deep");
        assertBroken("N" + "\u0085".repeat(100_000) + ".", "nested more than 500 deep");
        assertThat(READER.read("p", latin1("N" + "\u0085".repeat(500) + ".")))
                .hasToString("[".repeat(500) + "NONE" + "]".repeat(500));
    }

    /** A list of ten times the list before, thirty times over: 10^30 elements from 400 bytes. */
    @Test
    void billionLaughsAreRefused() {
        String laugh = "p0\n0](" + "g0\n".repeat(10) + "e";
        assertBroken("]" + laugh.repeat(30) + ".", "unfold to more than");
        String tuples = "p0\n0(" + "g0\n".repeat(10) + "t";
        assertBroken(")" + tuples.repeat(30) + ".", "unfold to more than");
        String dictionaries = "p0\n0}(Ng0\nI1\ng0\nI2\ng0\nu";
        assertBroken("]" + dictionaries.repeat(60) + ".", "unfold to more than");
        String doubling = "2\u0086";
        assertBroken("N" + doubling.repeat(400) + ".", "unfold to more than");
    }

    @Test
    void longTextReferredToOftenIsRefused() {
        String text = "S'" + "x".repeat(100_000) + "'\n";
        assertBroken("](" + text + "2".repeat(100_000) + "e.", "unfold to more than");
    }

    /** Tuples (a, b) with equal 31 a + b, which is what Java hashes them by. */
    @Test
    void keysThatShareAHashAreRefused() {
        StringBuilder keys = new StringBuilder("}(");
        for (int a = 0; a < 10_000; a++) {
            keys.append('I').append(a).append("\nI").append(310_000 - 31 * a).append("\n\u0086N");
        }
        assertBroken(keys + "u.", "share a hash");
        assertBroken(keys.toString().replace("}(", "\u008f(").replace("\u0086N", "\u0086") + "\u0090.", "share a hash");
    }

    @Test
    void largeHonestDictionaryIsRead() {
        StringBuilder keys = new StringBuilder("}(");
        for (int a = -20_000; a < 20_000; a++) {
            keys.append('I')
                    .append(a)
                    .append("\nNI")
                    .append(a)
                    .append("\nS'")
                    .append(a)
                    .append("'\n\u0086N");
        }
        assertThat((Map<?, ?>) READER.read("p", latin1(keys + "u."))).hasSize(80_000);
    }

    @Test
    void sharingOfAnHonestFileIsRead() {
        String pickle = "](X\u0014\u0000\u0000\u0000a text of 20 letters" + "2".repeat(10) + "e.";
        assertThat((List<?>) READER.read("p", latin1(pickle))).hasSize(11);
    }

    @Test
    void everyTruncationTellsItsByte() {
        PickleCases.all().filter(written -> written.pickle().length < 400).forEach(written -> {
            byte[] whole = written.pickle();
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                int last = length;
                assertThatThrownBy(() -> READER.withGlobals(PickleGlobals.PLAIN).read("cut.p", cut))
                        .isInstanceOf(SondeException.class)
                        .hasMessageContaining("cut.p, byte ")
                        .satisfies(e -> assertThat(e.getMessage())
                                .containsAnyOf("the file ends there", "the file ends at byte " + last));
            }
        });
    }

    @Test
    void mutatedFilesAreReadOrRefusedInUnderASecond() {
        List<PickleCases.Case> cases =
                PickleCases.all().filter(each -> each.pickle().length < 3000).toList();
        SplittableRandom random = new SplittableRandom(20240613);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = mutated(cases.get(random.nextInt(cases.size())).pickle(), random);
            long begin = CpuSecond.cpuNanos();
            readsOrRefuses(mutated);
            assertThat(CpuSecond.cpuNanos() - begin).isLessThan(1_000_000_000);
        }
    }

    private static byte[] mutated(byte[] pickle, SplittableRandom random) {
        byte[] mutated = pickle.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            PickleOpcode opcode = PickleOpcode.values()[random.nextInt(PickleOpcode.values().length)];
            int code = random.nextBoolean() ? opcode.code() : random.nextInt(256);
            mutated[random.nextInt(mutated.length)] = (byte) code;
        }
        return mutated;
    }

    private static void readsOrRefuses(byte[] pickle) {
        assertThatCode(() -> {
                    try {
                        Object value = READER.withGlobals(PickleGlobals.PLAIN).read("p", pickle);
                        assertThat(value.hashCode()).isEqualTo(value.hashCode());
                        assertThat(value.toString()).isNotNull();
                    } catch (SondeException expected) {
                        assertThat(expected.getMessage()).contains("What to do: ");
                    }
                })
                .doesNotThrowAnyException();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertBroken(String pickle, String problem) {
        byte[] bytes = latin1(pickle);
        CpuSecond.suffices(
                () -> assertThatThrownBy(() -> READER.read("p", bytes)).isInstanceOf(SondeException.class));
        return assertThatThrownBy(() -> READER.read("p", bytes))
                .hasMessageContaining("p, byte ")
                .hasMessageContaining(problem);
    }
}
