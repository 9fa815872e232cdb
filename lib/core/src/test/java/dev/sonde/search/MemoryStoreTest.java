package dev.sonde.search;

class MemoryStoreTest extends TrialStoreSuite {
    @Override
    TrialStore open() {
        return new MemoryStore();
    }
}
