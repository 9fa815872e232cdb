package dev.sonde.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SHA-256 sums of files, remembered as long as the files keep their path, size and time: gigabytes of weights are read
 * once, and not on each run.
 *
 * <p>The memory is a file of lines, to which any number of processes may add. If it cannot be read or written, the sums
 * are computed each time.
 */
public final class FileHashes {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) ([0-9a-f]{64})");

    /** A file that changes twice within a tick of its clock could look as if it had not. */
    private static final Duration UNSETTLED = Duration.ofSeconds(2);

    private final Path memory;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    private FileHashes(Path memory) {
        this.memory = memory;
        Matcher lines = LINE.matcher(read(memory));
        while (lines.find()) {
            known.put(lines.group(1), lines.group(2));
        }
    }

    /** Those remembered in {@link SondeHome}. */
    public static FileHashes here() {
        return in(SondeHome.folder().resolve("file-hashes.txt"));
    }

    /** Those remembered in a file, which need not exist yet. */
    public static FileHashes in(Path memory) {
        return new FileHashes(memory.toAbsolutePath());
    }

    /**
     * The SHA-256 of a file's bytes, in hexadecimal digits.
     *
     * @throws dev.sonde.display.SondeException if it cannot be read
     */
    public String of(Path file) {
        return of(List.of(file), "bytes", () -> Sha256.of(file));
    }

    /**
     * A SHA-256 that follows from the content of some files.
     *
     * @param what is computed of them; another text is another sum
     * @param computation is done where no sum is remembered; gives 64 hexadecimal digits
     */
    public String of(List<Path> files, String what, Supplier<String> computation) {
        Optional<String> stamp = stamp(files, what);
        String hash = stamp.map(known::get).orElse(null);
        if (hash == null) {
            hash = computation.get();
            if (stamp.isPresent() && stamp.equals(stamp(files, what))) {
                remember(stamp.get(), hash);
            }
        }
        return hash;
    }

    /** What tells these files, as they are now, from others; empty if they are too young or not there. */
    private static Optional<String> stamp(List<Path> files, String what) {
        Sha256 stamp = new Sha256().add(what);
        Instant settled = Instant.now().minus(UNSETTLED);
        List<FileTime> times = new ArrayList<>();
        try {
            for (Path file : files) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                times.add(attributes.lastModifiedTime());
                stamp.add(file.toRealPath().toString())
                        .add(attributes.size() + " "
                                + attributes.lastModifiedTime().toInstant());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        boolean young = times.stream().anyMatch(time -> time.toInstant().isAfter(settled));
        return young ? Optional.empty() : Optional.of(stamp.hex());
    }

    // A line feed before the line, too: what a killed process left half written shall not spoil it.
    private void remember(String stamp, String hash) {
        known.put(stamp, hash);
        try {
            Files.createDirectories(memory.getParent());
            Files.writeString(
                    memory,
                    "\n" + stamp + " " + hash + "\n",
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            return; // computed again the next time
        }
    }

    private static String read(Path memory) {
        try {
            return Files.exists(memory) ? Files.readString(memory, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            return ""; // computed again
        }
    }
}
