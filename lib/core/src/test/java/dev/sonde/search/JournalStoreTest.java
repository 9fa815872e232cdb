package dev.sonde.search;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JournalStoreTest extends TrialStoreSuite {
    @TempDir
    private Path folder;

    @Override
    TrialStore open() {
        return Journal.at(folder.resolve("search.jsonl"), PLAN);
    }
}
