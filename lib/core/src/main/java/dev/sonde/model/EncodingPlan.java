package dev.sonde.model;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * In which order texts about images are read, so that nothing is computed twice: the keys and values of an image once
 * for all its texts, or not at all where too few texts use them, texts of one length together, images in chunks of bounded memory, and all wanted layers in one
 * pass.
 *
 * <p>The order of the pairs is free in the plan; each carries its number, by which its result finds its place.
 *
 * <pre>{@code
 * QFormerCost cost = new QFormerCost(QFormerConfig.blip2(), 257);
 * EncodingPlan.of(cost, pairs, List.of(12), EncodingOptions.defaults()).view()
 * }</pre>
 *
 * @param cost of the model that reads
 * @param layers whose queries are wanted; 0 is the embedding
 * @param chunks one after the other
 * @param tokens of all texts together, without filling
 */
public record EncodingPlan(EncodingCost cost, List<Integer> layers, List<EncodingChunk> chunks, long tokens)
        implements Tabular {
    public EncodingPlan {
        layers = List.copyOf(layers);
        chunks = List.copyOf(chunks);
    }

    /**
     * Plans the reading of all pairs.
     *
     * @throws SondeException if no layer is wanted, one twice, or one that the model has not
     */
    public static EncodingPlan of(
            EncodingCost cost, ImageTextPairs pairs, List<Integer> layers, EncodingOptions options) {
        int most = cost.layers();
        if (layers.isEmpty()
                || layers.stream().distinct().count() < layers.size()
                || layers.stream().anyMatch(layer -> layer < 0 || layer > most)) {
            throw new SondeException(
                    "The layers " + layers + " cannot be encoded",
                    "Name different layers from 0, the embedding, to " + most + ", the last.");
        }
        return new EncodingPlanner(cost, pairs, options).plan(layers);
    }

    /** How many images. */
    public int images() {
        return chunks.stream().mapToInt(chunk -> chunk.images().size()).sum();
    }

    /** How many texts. */
    public int pairs() {
        return chunks.stream().mapToInt(EncodingChunk::pairs).sum();
    }

    /** The batches of all chunks. */
    public Stream<EncodingBatch> batches() {
        return chunks.stream().flatMap(chunk -> chunk.batches().stream());
    }

    /** The most memory that keys and values take at a time. */
    public long keyBytes() {
        return chunks.stream()
                .filter(EncodingChunk::keys)
                .mapToLong(chunk -> chunk.images().size() * cost.keyBytes())
                .max()
                .orElse(0);
    }

    /** Tokens of filling in all batches. */
    public long filling() {
        return batches().mapToLong(EncodingBatch::filling).sum();
    }

    /** Floating-point operations of the keys and values. */
    public long keyFlops() {
        return imagesWithKeys() * cost.keys();
    }

    /** Images whose keys and values are made; the others have too few texts. */
    public int imagesWithKeys() {
        return chunks.stream()
                .filter(EncodingChunk::keys)
                .mapToInt(chunk -> chunk.images().size())
                .sum();
    }

    /** Floating-point operations that texts cost more whose images have no keys and values. */
    public long flopsWithoutKeys() {
        return chunks.stream()
                .filter(chunk -> !chunk.keys())
                .mapToLong(chunk -> chunk.pairs() * cost.withoutKeys(lastLayer()))
                .sum();
    }

    /** Floating-point operations of reading the texts with keys and values at hand, filling included. */
    public long readingFlops() {
        return batches()
                .mapToLong(batch -> batch.pairs().size() * cost.reading(batch.length(), lastLayer()))
                .sum();
    }

    /** Floating-point operations of the whole plan. */
    public long flops() {
        return keyFlops() + flopsWithoutKeys() + readingFlops();
    }

    /** What computing the keys and values for each text would cost more. */
    public long savedOnKeys() {
        return pairs() * cost.keys() - keyFlops() - flopsWithoutKeys();
    }

    /** What would become of the words in the last layer, which nobody asks for. */
    public long savedInLastLayer() {
        return lastLayer() == 0
                ? 0
                : batches()
                        .mapToLong(batch -> batch.pairs().size() * cost.words(batch.length()))
                        .sum();
    }

    /** How many times the plan's operations are needed without it, filling aside. */
    public double speedup() {
        return flops() == 0 ? 1 : (double) (flops() + savedOnKeys() + savedInLastLayer()) / flops();
    }

    private int lastLayer() {
        return Collections.max(layers);
    }

    /** What is computed, and what is saved. */
    @Override
    public TableView view() {
        return TableView.titled("Encoding of " + pairs() + " texts about " + images() + " images, layers " + layers)
                .column("", Align.LEFT)
                .column("how many", Align.RIGHT)
                .column("GFLOP", Align.RIGHT)
                .row("keys and values of images", imagesWithKeys(), giga(keyFlops()))
                .row("images read without", images() - imagesWithKeys(), giga(flopsWithoutKeys()))
                .row("reading of tokens", tokens, giga(readingFlops() - fillingFlops()))
                .row("filling", filling(), giga(fillingFlops()))
                .section("saved")
                .row("keys and values not made", pairs() - imagesWithKeys(), giga(savedOnKeys()))
                .row("words in the last layer", tokens + filling(), giga(savedInLastLayer()))
                .note(String.format(
                        Locale.ROOT,
                        "%d chunks with at most %.0f MB of keys and values; %d batches, %d of one length; "
                                + "%.2f times less work than text by text.",
                        chunks.size(),
                        keyBytes() / 1e6,
                        batches().count(),
                        batches().filter(batch -> batch.filling() == 0).count(),
                        speedup()));
    }

    @Override
    public String toString() {
        return view().toString();
    }

    // A token of filling costs about as much as any other.
    private long fillingFlops() {
        long all = tokens + filling();
        if (all == 0) {
            return 0;
        }
        long queriesOnly = pairs() * cost.reading(0, lastLayer());
        return (long) ((readingFlops() - queriesOnly) * (filling() / (double) all));
    }

    private static String giga(long flops) {
        return String.format(Locale.ROOT, "%.1f", flops / 1e9);
    }
}
