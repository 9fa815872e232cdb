package dev.sonde.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PickleReaderTest {
    private static final PickleReader READER = PickleReader.plain();

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.sonde.format.PickleCases#all")
    void valueIsWhatPythonWrote(PickleCases.Case written) {
        Object read = READER.withGlobals(PickleGlobals.PLAIN).read("p", written.pickle());
        assertSame(read, written.value());
    }

    @Test
    void everyOpcodeThatMakesPlainValuesIsTried() {
        Set<PickleOpcode> tried = new HashSet<>();
        PickleCases.all().forEach(written -> {
            PickleSource source = new PickleSource("p", ByteBuffer.wrap(written.pickle()));
            PickleMachine machine = new PickleMachine(source, PickleGlobals.PLAIN);
            PickleOpcode opcode = PickleOpcode.PROTO;
            while (opcode != PickleOpcode.STOP) {
                opcode = source.opcode();
                tried.add(opcode);
                opcode.run(machine);
            }
        });
        assertThat(PickleOpcode.values())
                .filteredOn(opcode -> !tried.contains(opcode))
                .extracting(PickleOpcode::name)
                .allMatch(name -> name.matches("EXT.|BUILD|INST|OBJ|NEWOBJ.*|.*PERSID|.*_BUFFER"));
    }

    @Test
    void fileIsRead() throws IOException {
        Path file = Files.write(folder.resolve("list.p"), latin1("(lp0\nI1\naNa."));
        assertThat(READER.read(file)).isEqualTo(List.of(1L, PickleNone.NONE));
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> READER.read(folder.resolve("none.p")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("none.p cannot be read");
    }

    @Test
    void containersAreImmutable() {
        List<?> list = (List<?>) READER.read("p", latin1("(lp0\n(dp1\na."));
        assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(((Map<?, ?>) list.get(0))::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void sharedContainerIsCopiedOnce() {
        List<?> list = (List<?>) READER.read("p", latin1("](]2e."));
        assertThat(list).hasSize(2);
        assertThat(list.get(0)).isSameAs(list.get(1));
    }

    @Test
    void bytesBehindThePickleAreAnErrorUnlessTheNextPickleIsAskedFor() {
        byte[] two = latin1("I1\n.I2\n.");
        assertThatThrownBy(() -> READER.read("two.p", two))
                .hasMessageContaining("two.p goes on after its pickle, which ends at byte 4 of 8");
        ByteBuffer buffer = ByteBuffer.wrap(two);
        assertThat(READER.readNext("two.p", buffer)).isEqualTo(1L);
        assertThat(READER.readNext("two.p", buffer)).isEqualTo(2L);
        assertThat(buffer.hasRemaining()).isFalse();
    }

    @Test
    void globalsMakeWhatTheyAllow() {
        PickleReader reader = READER.withGlobals(new Tensors());
        assertThat(reader.read("p", latin1("ctorch\ntensor\n(I3\nI4\ntR."))).isEqualTo("tensor of [3, 4]");
        assertThat(reader.read("p", latin1("(ctorch\ntensor\nI3\no."))).isEqualTo("tensor of [3]");
        assertThat(reader.read("p", latin1("(I3\nitorch\ntensor\n."))).isEqualTo("tensor of [3]");
        assertThat(reader.read("p", latin1("ctorch\ntensor\n(I3\nt\u0081."))).isEqualTo("tensor of [3]");
        assertThat(reader.read("p", latin1("ctorch\ntensor\n)R(dS'k'\nI5\nsb.")))
                .isEqualTo("tensor of [] with {k=5}");
        assertThat(reader.read("p", latin1("(S'storage'\nctorch\ntensor\ntQ.")))
                .isEqualTo("object [storage, torch.tensor]");
        assertThat(reader.read("p", latin1("Pname\n."))).isEqualTo("object name");
    }

    @Test
    void wrongArgumentsAreToldWithTheirPlace() {
        assertThatThrownBy(() -> READER.withGlobals(PickleGlobals.PLAIN).read("p", latin1("cbuiltins\nset\n(I3\ntR.")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("p, byte 19, REDUCE: calls \"builtins.set\": expected one list of elements");
    }

    /** As the reader of checkpoints will be: one class, persistent ids, a state. */
    private record Tensors() implements PickleGlobals {
        @Override
        public boolean mayName(PickleGlobal global) {
            return global.equals(new PickleGlobal("torch", "tensor"));
        }

        @Override
        public Optional<Object> construct(PickleGlobal callee, List<Object> arguments) {
            return Optional.of("tensor of " + arguments);
        }

        @Override
        public Optional<Object> build(Object instance, Object state) {
            return Optional.of(instance + " with " + state);
        }

        @Override
        public Optional<Object> persistent(Object id) {
            return Optional.of("object " + id);
        }
    }

    static byte[] latin1(String pickle) {
        return pickle.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Equal in type, value and order; bytes by their content. */
    private static void assertSame(Object read, Object expected) {
        if (expected instanceof byte[] bytes) {
            assertThat((byte[]) read).isEqualTo(bytes);
        } else if (expected instanceof List<?> list) {
            assertThat(read).isInstanceOf(List.class);
            assertElements((List<?>) read, list);
        } else if (expected instanceof Map<?, ?> map) {
            assertThat(read).isInstanceOf(Map.class);
            assertElements(List.copyOf(((Map<?, ?>) read).keySet()), List.copyOf(map.keySet()));
            assertElements(List.copyOf(((Map<?, ?>) read).values()), List.copyOf(map.values()));
        } else {
            assertThat(read).isEqualTo(expected);
        }
    }

    private static void assertElements(List<?> read, List<?> expected) {
        assertThat(read).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertSame(read.get(i), expected.get(i));
        }
    }
}
