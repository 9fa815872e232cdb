package dev.sonde.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes an {@link EncodingPlan}: images with too few texts to make keys for apart from the others; images with short texts first, so that texts of one length meet in a chunk; in a chunk
 * the texts by length. A batch ends where it is full, or where the length changes and both it and the rest of the chunk fill
 * at least a quarter of one: a smaller batch wastes more than some filling.
 */
record EncodingPlanner(EncodingCost cost, ImageTextPairs texts, EncodingOptions options) {
    EncodingPlan plan(List<Integer> layers) {
        Map<Integer, List<Integer>> pairsOf = new LinkedHashMap<>();
        for (int pair = 0; pair < texts.size(); pair++) {
            pairsOf.computeIfAbsent(texts.image(pair), image -> new ArrayList<>())
                    .add(pair);
        }
        List<EncodingChunk> chunks = new ArrayList<>();
        pairsOf.keySet().stream()
                .sorted(Comparator.comparingDouble(image -> meanLength(pairsOf.get(image))))
                .collect(Collectors.partitioningBy(
                        image -> cost.worthKeys(1, pairsOf.get(image).size())))
                .forEach((keys, images) -> chunks.addAll(chunks(keys, images, pairsOf)));
        return new EncodingPlan(
                cost,
                layers,
                chunks,
                IntStream.range(0, texts.size()).mapToLong(texts::length).sum());
    }

    private List<EncodingChunk> chunks(boolean keys, List<Integer> images, Map<Integer, List<Integer>> pairsOf) {
        int atOnce = (int) Math.max(1, Math.min(images.size(), options.keyBytes() / cost.keyBytes()));
        List<EncodingChunk> chunks = new ArrayList<>();
        for (int start = 0; start < images.size(); start += atOnce) {
            chunks.add(chunk(keys, images.subList(start, Math.min(images.size(), start + atOnce)), pairsOf));
        }
        return chunks;
    }

    private double meanLength(List<Integer> pairs) {
        return pairs.stream().mapToInt(texts::length).average().orElse(0);
    }

    private EncodingChunk chunk(boolean keys, List<Integer> images, Map<Integer, List<Integer>> pairsOf) {
        List<Integer> pairs = new ArrayList<>();
        images.forEach(image -> pairs.addAll(pairsOf.get(image)));
        pairs.sort(Comparator.comparingInt(texts::length)); // a stable sort: texts of one image stay together
        List<EncodingBatch> batches = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= pairs.size(); end++) {
            if (end == pairs.size() || ends(pairs, start, end)) {
                batches.add(EncodingBatch.of(texts, pairs.subList(start, end), images));
                start = end;
            }
        }
        return new EncodingChunk(keys, images, batches);
    }

    /** Whether a batch of the pairs from start to before end takes no more. */
    private boolean ends(List<Integer> pairs, int start, int end) {
        int size = end - start;
        boolean longer = texts.length(pairs.get(end)) > texts.length(pairs.get(end - 1));
        // Queries without words are another computation.
        boolean firstWords = texts.length(pairs.get(end - 1)) == 0 && longer;
        boolean bothLarge = 4 * Math.min(size, pairs.size() - end) >= options.batch();
        return size == options.batch() || firstWords || (longer && bothLarge);
    }
}
