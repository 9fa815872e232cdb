package dev.sonde.feature;

import java.util.Locale;

/**
 * How rows are divided into files: the same number in each, and the rest in the last.
 *
 * @param rows of the whole set
 * @param rowsPerShard from 1 on
 */
record ShardPlan(int rows, int rowsPerShard) {
    /** As many rows as fit into so many bytes, but at least one. */
    static ShardPlan of(int rows, long rowBytes, long shardBytes) {
        long fitting = Math.max(1, shardBytes / rowBytes);
        return new ShardPlan(rows, (int) Math.min(fitting, rows));
    }

    int shards() {
        return (int) (((long) rows + rowsPerShard - 1) / rowsPerShard);
    }

    int firstRow(int shard) {
        return shard * rowsPerShard;
    }

    int rowsIn(int shard) {
        return Math.min(rowsPerShard, rows - firstRow(shard));
    }

    String name(int shard) {
        return String.format(Locale.ROOT, "features-%05d-of-%05d.safetensors", shard + 1, shards());
    }
}
