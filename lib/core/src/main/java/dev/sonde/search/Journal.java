package dev.sonde.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A search kept in a file that is only ever appended to, one JSON object with a checksum a line, see {@link JournalLine}.
 *
 * <p>A kill at any moment leaves whole lines and at most one torn at the end, which the next writer cuts off and notes. Any
 * other damage is an error that names the line. Several processes may share the file: each holds the lock of the operating
 * system while it reads what is new, decides and appends. Each append is forced to the disk before it counts.
 */
final class Journal implements TrialStore {
    /** A million trials have about this size; a larger file is something else. */
    private static final long MOST_BYTES = 512L << 20;

    /**
     * The system's lock is one for the whole process, and closing any channel of the file gives it up; so only one thread
     * of a process works on journals at a time. It does so for milliseconds.
     */
    private static final ReentrantLock THIS_PROCESS = new ReentrantLock();

    private final Path file;
    private final SearchPlan plan;
    private final List<String> notes = new ArrayList<>();
    private Ledger ledger;
    private long position;
    private int lines;
    private String checksum;

    private Journal(Path file, SearchPlan plan) {
        this.file = file;
        this.plan = plan;
        forget();
    }

    /** The journal of a search; the file comes to be with the first entry, and is checked at the first use. */
    static Journal at(Path file, SearchPlan plan) {
        return new Journal(file.toAbsolutePath().normalize(), plan);
    }

    @Override
    public <T> T read(Function<Ledger, T> question) {
        THIS_PROCESS.lock();
        try {
            refresh();
            return question.apply(ledger);
        } finally {
            THIS_PROCESS.unlock();
        }
    }

    @Override
    public List<Entry> append(Function<Ledger, List<Entry>> step) {
        THIS_PROCESS.lock();
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                requireNothingLost();
            }
            return appendLocked(step);
        } catch (IOException e) {
            forget();
            throw failed("written", e);
        } finally {
            THIS_PROCESS.unlock();
        }
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private void refresh() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.lock(0, Long.MAX_VALUE, true)) {
            assert lock.isValid();
            catchUp(channel);
        } catch (NoSuchFileException e) {
            requireNothingLost();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private List<Entry> appendLocked(Function<Ledger, List<Entry>> step) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try (FileChannel channel = FileChannel.open(file, options);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            cutOff(channel, catchUp(channel));
            if (lines == 0) {
                write(channel, List.of(EntryJson.write(plan)));
                forceName();
            }
            List<Entry> entries = List.copyOf(step.apply(ledger));
            try {
                entries.forEach(ledger::add);
            } catch (RuntimeException e) {
                forget();
                throw e;
            }
            write(channel, entries.stream().map(EntryJson::write).toList());
            return entries;
        }
    }

    /** Reads the whole lines that are new, and answers the bytes behind the last of them. */
    private byte[] catchUp(FileChannel channel) throws IOException {
        byte[] news = news(channel);
        int start = 0;
        for (int i = 0; i < news.length; i++) {
            if (news[i] == '\n') {
                take(Arrays.copyOfRange(news, start, i));
                start = i + 1;
            }
        }
        return Arrays.copyOfRange(news, start, news.length);
    }

    private byte[] news(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < position || size > MOST_BYTES) {
            throw new SondeException(
                    "The journal " + file + " has " + size + " bytes; expected "
                            + (size < position ? "no fewer than the " + position + " read before." : "a journal."),
                    "Only this library may write to a journal; give the search another one.");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) (size - position));
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // One read need not give all.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private void take(byte[] line) {
        String place = file + ", line " + (lines + 1) + ",";
        try {
            var json = JournalLine.decode(line, checksum, place);
            if (lines == 0) {
                plan.requireSame(EntryJson.readPlan(json, place), place);
            } else {
                addAt(place, EntryJson.read(json, place));
            }
        } catch (RuntimeException e) {
            forget();
            throw e;
        }
        passed(line);
    }

    private void addAt(String place, Entry entry) {
        try {
            ledger.add(entry);
        } catch (SondeException e) {
            throw new SondeException(place + " cannot follow the lines before it: " + e.getMessage(), e.advice(), e);
        }
    }

    /** Removes what a killed process began to write. */
    private void cutOff(FileChannel channel, byte[] torn) throws IOException {
        if (torn.length == 0) {
            return;
        }
        if (lines == 0) {
            requireOurHead(torn);
        }
        channel.truncate(position);
        channel.force(true);
        notes.add("Line " + (lines + 1) + " of " + file.getFileName() + " was torn (" + torn.length
                + " bytes without an end) and has been cut off; what it was about to say is done again.");
    }

    /** A file without any whole line may be anything: only the beginning of our own first line is ours to cut. */
    private void requireOurHead(byte[] torn) {
        byte[] head = JournalLine.encode(EntryJson.write(plan), checksum);
        if (torn.length > head.length || !Arrays.equals(torn, Arrays.copyOf(head, torn.length))) {
            throw new SondeException(
                    file + ", line 1, is not the head of this search's journal, and has no end.",
                    "Give the journal another name: this file is something else.");
        }
    }

    /** Appends whole lines in one piece; what a failure leaves of them is taken back. */
    private void write(FileChannel channel, List<ObjectNode> contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<byte[]> written = new ArrayList<>();
        String before = checksum;
        for (ObjectNode content : contents) {
            byte[] line = JournalLine.encode(content, before);
            before = JournalLine.checksum(line);
            bytes.writeBytes(line);
            bytes.write('\n');
            written.add(line);
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            while (buffer.hasRemaining()) {
                channel.write(buffer, position + buffer.position());
            }
            channel.force(true);
        } catch (IOException e) {
            takeBack(channel, e);
            throw e;
        }
        written.forEach(this::passed);
    }

    /** Makes the new file's name last too, where the system lets a folder be opened. */
    private void forceName() {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Windows opens no folders; there the name lasts without this.
        }
    }

    private void takeBack(FileChannel channel, IOException cause) {
        try {
            channel.truncate(position);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void passed(byte[] line) {
        checksum = JournalLine.checksum(line);
        position += line.length + 1;
        lines++;
    }

    /** Starts anew: the next use reads the file from its beginning. */
    private void forget() {
        ledger = new Ledger();
        position = 0;
        lines = 0;
        checksum = JournalLine.NO_LINE;
    }

    private void requireNothingLost() {
        if (lines > 0) {
            throw new SondeException(
                    "The journal " + file + " is gone; it had " + lines + " lines.",
                    "Put the file back, or start a new Search.");
        }
    }

    private SondeException failed(String what, IOException e) {
        return new SondeException(
                "The journal " + file + " cannot be " + what + ": " + e,
                "Check the folder, the rights and the space on the disk.",
                e);
    }
}
