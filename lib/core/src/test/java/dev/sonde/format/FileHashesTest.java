package dev.sonde.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashesTest {
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    private Path file;
    private Path memory;
    private final AtomicInteger computed = new AtomicInteger();

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("weights");
        memory = folder.resolve("home").resolve("hashes.txt");
        write("abc", LONG_AGO);
    }

    private void write(String content, FileTime time) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, time);
    }

    private String hash() {
        return FileHashes.in(memory).of(List.of(file), "bytes", () -> {
            computed.incrementAndGet();
            return Sha256.of(file);
        });
    }

    @Test
    void theSumIsThatOfTheStandard() {
        assertThat(Sha256.of(file)).isEqualTo(OF_ABC);
        assertThat(new Sha256().add(ByteBuffer.wrap(new byte[] {'a', 'b', 'c'})).hex())
                .isEqualTo(OF_ABC);
        assertThat(FileHashes.in(memory).of(file)).isEqualTo(OF_ABC);
    }

    @Test
    void textsAreAddedWithTheirLengths() {
        assertThat(new Sha256().add("ab").add("c").hex())
                .isNotEqualTo(new Sha256().add("a").add("bc").hex());
    }

    @Test
    void anotherRunDoesNotReadTheFile() {
        assertThat(hash()).isEqualTo(OF_ABC);
        assertThat(hash()).isEqualTo(OF_ABC);
        assertThat(computed).hasValue(1);
    }

    @Test
    void aFileOfAnotherSizeOrTimeIsReadAgain() throws IOException {
        hash();
        write("abcd", LONG_AGO);
        assertThat(hash()).isEqualTo(Sha256.of(file));
        write("abce", FileTime.from(LONG_AGO.toInstant().plusNanos(1_000_000)));
        assertThat(hash()).isEqualTo(Sha256.of(file));
        assertThat(computed).hasValue(3);
    }

    @Test
    void whatWasJustWrittenIsNotRemembered() throws IOException {
        write("abc", FileTime.from(Instant.now()));
        hash();
        hash();
        assertThat(computed).hasValue(2);
    }

    @Test
    void somethingElseOfTheSameFileIsAnotherSum() {
        FileHashes hashes = FileHashes.in(memory);
        assertThat(hashes.of(List.of(file), "vision", () -> "1".repeat(64)))
                .isNotEqualTo(hashes.of(List.of(file), "text", () -> "2".repeat(64)));
    }

    @Test
    void halfALineOfAKilledProcessSpoilsNoOther() throws IOException {
        hash();
        Files.writeString(memory, "0123456789abcdef", StandardOpenOption.APPEND);
        Path other = Files.writeString(folder.resolve("other"), "x");
        Files.setLastModifiedTime(other, LONG_AGO);
        FileHashes.in(memory).of(other);

        AtomicInteger again = new AtomicInteger();
        FileHashes.in(memory).of(List.of(other), "bytes", () -> {
            again.incrementAndGet();
            return "";
        });
        hash();

        assertThat(again).hasValue(0);
        assertThat(computed).hasValue(1);
    }

    @Test
    void aMemoryThatCannotBeWrittenIsDoneWithout() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file").resolve("hashes.txt");
        assertThat(FileHashes.in(blocked).of(file)).isEqualTo(OF_ABC);
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> FileHashes.in(memory).of(missing))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void anInterruptedThreadStops() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Sha256.of(file)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
