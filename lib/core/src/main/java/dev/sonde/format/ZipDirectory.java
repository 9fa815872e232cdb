package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the entries of a zip file lie, for files that PyTorch writes: all entries stored, none compressed, so that a
 * tensor is a part of the file. Also with the 64-bit records of files over 4 GiB.
 *
 * <p>The central directory at the end and the header before each entry must agree, and no two entries may overlap.
 *
 * <p>Source: PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16 and 4.5.3.
 */
final class ZipDirectory {
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_BYTES = 30;

    private final MappedFile file;
    private final Map<String, ZipEntryRecord> entries = new LinkedHashMap<>();

    private ZipDirectory(MappedFile file) {
        this.file = file;
    }

    /** The bytes of each entry, by name, in the directory's order. */
    static Map<String, TensorBytes> read(MappedFile file) {
        ZipDirectory directory = new ZipDirectory(file);
        ZipEnd end = ZipEnd.find(file);
        directory.readCentral(end);
        Map<String, TensorBytes> contents = new LinkedHashMap<>();
        directory.entries.forEach((name, entry) -> contents.put(name, directory.content(entry, end)));
        directory.checkDisjoint();
        return contents;
    }

    private void readCentral(ZipEnd end) {
        long at = end.directoryStart();
        for (long i = 0; i < end.entries(); i++) {
            ZipEntryRecord entry = ZipEntryRecord.read(file, at, end.directoryEnd());
            if (entries.put(entry.name(), entry) != null) {
                throw broken(file, "holds two entries named " + NearNames.shown(entry.name()));
            }
            at += entry.recordBytes();
        }
        if (at != end.directoryEnd()) {
            throw broken(file, "has a directory of another length than it says");
        }
    }

    private TensorBytes content(ZipEntryRecord entry, ZipEnd end) {
        long at = entry.localHeader();
        if (at < 0 || at > end.directoryStart() - LOCAL_BYTES) {
            throw wrongHeader(entry);
        }
        ByteBuffer header = file.slice(at, LOCAL_BYTES);
        int nameBytes = header.getShort(26) & 0xFFFF;
        int extraBytes = header.getShort(28) & 0xFFFF;
        long start = at + LOCAL_BYTES + nameBytes + extraBytes;
        boolean agrees = header.getInt(0) == LOCAL_SIGNATURE
                && header.getShort(8) == 0
                && start <= end.directoryStart()
                && entry.bytes() <= end.directoryStart() - start
                && ZipEntryRecord.text(file, at + LOCAL_BYTES, nameBytes).equals(entry.name());
        if (!agrees) {
            throw wrongHeader(entry);
        }
        return file.region(start, entry.bytes());
    }

    /** Entries that share bytes are how small files claim to hold much. */
    private void checkDisjoint() {
        List<ZipEntryRecord> inOrder = entries.values().stream()
                .sorted(Comparator.comparingLong(ZipEntryRecord::localHeader))
                .toList();
        for (int i = 1; i < inOrder.size(); i++) {
            ZipEntryRecord before = inOrder.get(i - 1);
            if (inOrder.get(i).localHeader() - before.localHeader() < LOCAL_BYTES + before.bytes()) {
                throw broken(
                        file,
                        "holds entries that overlap: " + NearNames.shown(before.name()) + " and "
                                + NearNames.shown(inOrder.get(i).name()));
            }
        }
    }

    private SondeException wrongHeader(ZipEntryRecord entry) {
        return broken(
                file,
                "has no entry " + NearNames.shown(entry.name()) + " where its directory says, or only a part of it");
    }

    static SondeException broken(MappedFile file, String problem) {
        return new SondeException(
                file.path() + " " + problem,
                "Fetch the file again, or compare its checksum: it is damaged or cut off.");
    }
}
