package dev.sonde.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage to the file, and files that are none of ours. */
class JournalTest {
    private static final SearchPlan PLAN = TrialStoreSuite.PLAN;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeAJournal() {
        file = folder.resolve("search.jsonl");
        Journal journal = Journal.at(file, PLAN);
        journal.append(ledger -> List.of(TrialStoreSuite.JOIN, ask(0), ask(1)));
        journal.append(ledger -> List.of(new Entry.Tell(0, 1, 0.5, List.of(0.4, 0.5))));
        journal.append(ledger -> List.of(new Entry.Fail(1, 1, "diverged")));
    }

    @Test
    void linesAreJsonThatAnyProgramReads() throws IOException {
        assertThat(Files.readString(file)).endsWith("\n");
        assertThat(Files.readAllLines(file))
                .hasSize(6)
                .allMatch(line -> line.startsWith("{\"crc32c\":\""))
                .anyMatch(line -> line.endsWith(
                        "\"event\":\"tell\",\"trial\":0,\"session\":1,\"score\":0.5,\"epochs\":[0.4,0.5]}"));
    }

    @Test
    void aLineTornAtAnyByteIsCutOffAndNoted() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int start = lineStart(whole, whole.length - 1);
        List<Trial> before =
                Journal.at(withBytes(Arrays.copyOf(whole, start)), PLAN).read(Ledger::trials);
        for (int length = start + 1; length < whole.length; length++) {
            Journal journal = Journal.at(withBytes(Arrays.copyOf(whole, length)), PLAN);
            assertThat(journal.<List<Trial>>read(Ledger::trials)).isEqualTo(before);
            journal.append(ledger -> List.of(new Entry.Fail(1, 1, "diverged")));
            assertThat(journal.notes()).singleElement().asString().contains("Line 6", "torn", "cut off");
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
    }

    @Test
    void aTornHeadIsWrittenAgain() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int head = lineEnd(whole, 0);
        for (int length = 0; length <= head; length += length < head ? Math.min(7, head - length) : 1) {
            Journal journal = Journal.at(withBytes(Arrays.copyOf(whole, length)), PLAN);
            assertThat(journal.<List<Trial>>read(Ledger::trials)).isEmpty();
            journal.append(ledger -> List.of(TrialStoreSuite.JOIN));
            assertThat(Files.readAllBytes(file)).startsWith(Arrays.copyOf(whole, head + 1));
        }
    }

    @Test
    void everyBitOfALineCounts() throws IOException {
        byte[] first = Files.readAllLines(file).get(0).getBytes(StandardCharsets.UTF_8);
        byte[] second = Files.readAllLines(file).get(1).getBytes(StandardCharsets.UTF_8);
        String before = JournalLine.checksum(first);
        assertThat(JournalLine.decode(second, before, "line 2").path("event").asText())
                .isEqualTo("join");
        for (int bit = 0; bit < 8 * second.length; bit++) {
            byte[] flipped = second.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> JournalLine.decode(flipped, before, "line 2"))
                    .as("bit %d", bit)
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("line 2");
        }
    }

    @Test
    void damageToAnyByteIsAnErrorThatNamesItsLine() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int line = 1;
        for (int at = 0; at < whole.length - 1; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Journal journal = Journal.at(withBytes(flipped), PLAN);
            assertThatThrownBy(() -> journal.read(Ledger::trials))
                    .as("byte %d", at)
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("search.jsonl, line " + line + ",");
            line += whole[at] == '\n' ? 1 : 0;
        }
    }

    @Test
    void aLineLostOrMovedIsFound() throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertDamaged(List.of(lines.get(0), lines.get(1), lines.get(3)), 3);
        assertDamaged(List.of(lines.get(0), lines.get(1), lines.get(3), lines.get(2)), 3);
        assertDamaged(List.of(lines.get(0), lines.get(0)), 2);
        assertDamaged(List.of(lines.get(1)), 1);
    }

    @Test
    void damageIsNotWrittenOver() throws IOException {
        byte[] flipped = Files.readAllBytes(file);
        flipped[flipped.length / 2] ^= 1;
        Journal journal = Journal.at(withBytes(flipped), PLAN);
        assertThatThrownBy(() -> journal.append(ledger -> List.of(TrialStoreSuite.JOIN)))
                .isInstanceOf(SondeException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(flipped);
    }

    @Test
    void anotherFileIsLeftAlone() throws IOException {
        for (String text : List.of("my notes", "my notes\nand more", "{}\n", "{\"crc32c\":\"my notes")) {
            Journal journal = Journal.at(withBytes(text.getBytes(StandardCharsets.UTF_8)), PLAN);
            assertThatThrownBy(() -> journal.append(ledger -> List.of(TrialStoreSuite.JOIN)))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("line 1,");
            assertThat(file).hasContent(text);
        }
    }

    @Test
    void anotherSearchIsRefusedWithBothDescriptions() {
        assertRefused(new SearchPlan("y uniform in [0, 2]", PLAN.sampler(), PLAN.goal()), "another space");
        assertRefused(new SearchPlan(PLAN.space(), "random, seed 2", PLAN.goal()), "another sampler");
        assertRefused(new SearchPlan(PLAN.space(), PLAN.sampler(), "MINIMISE"), "another goal");
    }

    @Test
    void aJournalThatVanishesOrShrinksIsReported() throws IOException {
        Journal journal = Journal.at(file, PLAN);
        assertThat(journal.<List<Trial>>read(Ledger::trials)).hasSize(2);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));
        assertThatThrownBy(() -> journal.read(Ledger::trials)).hasMessageContaining("40 bytes");
        Files.delete(file);
        assertThatThrownBy(() -> journal.read(Ledger::trials)).hasMessageContaining("is gone");
        assertThatThrownBy(() -> journal.append(ledger -> List.of(ask(2)))).hasMessageContaining("is gone");
        assertThat(file).doesNotExist();
    }

    @Test
    void twoReadersOfOneFileSeeWhatTheOtherWrites() {
        Journal one = Journal.at(file, PLAN);
        Journal other = Journal.at(file, PLAN);
        assertThat(one.<Integer>read(Ledger::size)).isEqualTo(2);
        other.append(ledger -> List.of(ask(2)));
        one.append(ledger -> List.of(ask(ledger.size())));
        assertThat(other.<Integer>read(Ledger::size)).isEqualTo(4);
    }

    @Test
    void aFolderThatCannotBeWrittenIsAnErrorThatNamesTheFile() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "x");
        Journal journal = Journal.at(notAFolder.resolve("search.jsonl"), PLAN);
        assertThatThrownBy(() -> journal.append(ledger -> List.of(TrialStoreSuite.JOIN)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("search.jsonl cannot be written");
    }

    private void assertRefused(SearchPlan plan, String message) {
        Journal journal = Journal.at(file, plan);
        assertThatThrownBy(() -> journal.read(Ledger::trials))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("line 1,")
                .hasMessageContaining(message)
                .hasMessageContaining("recorded: ")
                .hasMessageContaining("this search: ");
    }

    private void assertDamaged(List<String> lines, int line) throws IOException {
        Files.write(file, lines);
        assertThatThrownBy(() -> Journal.at(file, PLAN).read(Ledger::trials))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("line " + line + ",")
                .hasMessageContaining("checksum");
    }

    private Path withBytes(byte[] bytes) throws IOException {
        return Files.write(file, bytes);
    }

    private static Entry ask(int trial) {
        return new Entry.Ask(trial, 1, new Assignment(Map.of("x", Value.of(0.25))));
    }

    private static int lineStart(byte[] bytes, int end) {
        int start = end;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static int lineEnd(byte[] bytes, int start) {
        int end = start;
        while (bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
