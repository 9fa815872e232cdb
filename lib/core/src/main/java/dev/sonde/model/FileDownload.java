package dev.sonde.model;

import dev.sonde.display.Progress;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches one file: into a part beside its place, on from where an earlier attempt ended, and checked before it gets its
 * name.
 */
final class FileDownload {
    /** Attempts in a row that bring nothing before the download gives up. */
    private static final int MOST_VAIN_ATTEMPTS = 5;

    /** Weights have a length; a stream without end must not fill the disk. */
    private static final long MOST_BYTES_OF_UNKNOWN_LENGTH = 64_000_000;

    private static final int BUFFER_BYTES = 1 << 18;
    private static final long MEGABYTE = 1_000_000;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d+)-\\d+|\\*)/(\\d+|\\*)");

    private final URI uri;
    private final RemoteFile remote;
    private final Path target;
    private final Path part;
    private final Duration pause;
    private OptionalLong total;
    private Optional<Checksum> checksum;
    private Optional<String> tag = Optional.empty();

    FileDownload(URI uri, RemoteFile remote, Path target, Duration pause) {
        this.uri = uri;
        this.remote = remote;
        this.target = target;
        this.part = target.resolveSibling("." + target.getFileName() + ".part");
        this.pause = pause;
        this.total = remote.bytes();
        this.checksum = remote.checksum();
    }

    DownloadedFile run() throws IOException {
        if (Files.isRegularFile(target) && isRight(target)) {
            return new DownloadedFile(remote.name(), target, Files.size(target), checksum.isPresent(), false);
        }
        Files.createDirectories(target.getParent());
        if (checksum.isEmpty()) {
            // Nothing would tell that the part is of another version of the file.
            Files.deleteIfExists(part);
        }
        fetch();
        verify();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new DownloadedFile(remote.name(), target, Files.size(target), checksum.isPresent(), true);
    }

    private boolean isRight(Path file) throws IOException {
        if (total.isPresent() && Files.size(file) != total.getAsLong()) {
            return false;
        }
        return checksum.isEmpty() || Checksum.of(checksum.get().kind(), file).equals(checksum.get());
    }

    private void fetch() throws IOException {
        int vain = 0;
        IOException last = null;
        while (vain < MOST_VAIN_ATTEMPTS) {
            long before = partBytes();
            try {
                if (attempt(before)) {
                    return;
                }
            } catch (IOException e) {
                last = e;
            }
            vain = partBytes() > before ? 0 : vain + 1;
            pause();
        }
        throw new SondeException(
                uri + " cannot be fetched: " + (last == null ? "the server sends too little" : last.getMessage())
                        + " (" + MOST_VAIN_ATTEMPTS + " attempts in a row brought nothing; " + partBytes()
                        + " bytes are kept)",
                "Check the network and try again: the download goes on where it ended.",
                last);
    }

    /** One request; whether the file is complete after it. */
    private boolean attempt(long offset) throws IOException {
        try (HttpAnswer answer = HttpAnswer.get(uri, rangeHeaders(offset))) {
            return switch (answer.status()) {
                case 200 -> whole(answer);
                case 206 -> rest(answer, offset);
                case 416 -> nothingLeft(answer, offset);
                default -> {
                    if (answer.status() < 500 && answer.status() != 429) {
                        throw refused(uri, answer.status());
                    }
                    throw new IOException("the server answers with status " + answer.status());
                }
            };
        }
    }

    private Map<String, String> rangeHeaders(long offset) {
        if (offset == 0) {
            return Map.of();
        }
        String range = "bytes=" + offset + "-";
        boolean known = tag.isPresent() && !tag.get().startsWith("W/");
        return known ? Map.of("Range", range, "If-Range", tag.get()) : Map.of("Range", range);
    }

    /** The server sends all of it, asked for a part or not. */
    private boolean whole(HttpAnswer answer) throws IOException {
        learn(answer, answer.length());
        return receive(answer, 0);
    }

    private boolean rest(HttpAnswer answer, long offset) throws IOException {
        Matcher range = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
        if (!range.matches() || !Long.toString(offset).equals(range.group(1))) {
            throw new IOException("asked for bytes from " + offset + " on, the server sends "
                    + answer.header("Content-Range").orElse("it does not say which"));
        }
        learn(answer, number(range.group(2)));
        return receive(answer, offset);
    }

    /** There are no bytes from there on: the part is complete, or it is of another file. */
    private boolean nothingLeft(HttpAnswer answer, long offset) throws IOException {
        Matcher range = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
        learn(answer, range.matches() ? number(range.group(2)) : OptionalLong.empty());
        if (total.isPresent() && total.getAsLong() == offset) {
            return true;
        }
        Files.deleteIfExists(part);
        throw new IOException("the server has fewer bytes than were kept, which are thrown away");
    }

    private void learn(HttpAnswer answer, OptionalLong size) throws IOException {
        if (remote.bytes().isEmpty()) {
            total = size;
        } else if (size.isPresent() && size.getAsLong() != remote.bytes().getAsLong()) {
            throw new SondeException(
                    uri + " has " + size.getAsLong() + " bytes; expected "
                            + remote.bytes().getAsLong(),
                    "The file was changed, or the server is wrong: check the revision.");
        }
        tag = answer.header("ETag");
        if (remote.checksum().isEmpty()) {
            checksum = published(answer);
        }
    }

    /** The hub's tags are checksums; those of other servers only where they are long enough to be nothing else. */
    private static Optional<Checksum> published(HttpAnswer answer) {
        boolean hub = answer.header("X-Repo-Commit").isPresent();
        return answer.header("X-Linked-Etag")
                .or(() -> answer.header("ETag"))
                .flatMap(Checksum::ofTag)
                .filter(found -> hub || found.kind() == Checksum.Kind.SHA256);
    }

    private boolean receive(HttpAnswer answer, long offset) throws IOException {
        String what = "Fetching " + remote.name() + ", MB";
        try (Progress progress = Progress.of(what, megabytes(total.orElse(0)));
                InputStream body = answer.body();
                FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.truncate(offset).position(offset);
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                write(out, ByteBuffer.wrap(buffer, 0, read));
                progress.at(megabytes(out.position()));
                if (Thread.currentThread().isInterrupted()) {
                    throw stopped(null);
                }
            }
            return total.isEmpty() || out.position() == total.getAsLong();
        }
    }

    private void write(FileChannel out, ByteBuffer bytes) throws IOException {
        long most = total.orElse(MOST_BYTES_OF_UNKNOWN_LENGTH);
        if (out.position() + bytes.remaining() > most) {
            String limit = total.isPresent() ? "its length" : "a file may have whose length it does not tell";
            throw new SondeException(uri + " sends more than " + most + " bytes, " + limit, "Check the endpoint.");
        }
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private void verify() throws IOException {
        if (checksum.isEmpty()) {
            return;
        }
        Checksum found = Checksum.of(checksum.get().kind(), part);
        if (!found.equals(checksum.get())) {
            long bytes = partBytes();
            Files.deleteIfExists(part);
            throw new SondeException(
                    uri + ": the " + bytes + " bytes fetched have " + found + "; expected " + checksum.get()
                            + ". They were thrown away",
                    "Try again; if it stays so, the published file was changed: check the revision and the checksum.");
        }
    }

    private void pause() {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(e);
        }
    }

    private SondeException stopped(InterruptedException cause) {
        return new SondeException(
                "The download of " + uri + " was stopped", "Start it again: it goes on where it ended.", cause);
    }

    private long partBytes() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    static SondeException refused(URI uri, int status) {
        String advice = status == 401 || status == 403
                ? "The model may ask for an account or an agreement: fetch it in the browser and give its folder."
                : "Check the name of the model, the file and the revision.";
        return new SondeException(uri + " is refused by the server: status " + status, advice);
    }

    private static OptionalLong number(String digits) {
        try {
            return digits.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static long megabytes(long bytes) {
        return (bytes + MEGABYTE - 1) / MEGABYTE;
    }
}
