package dev.sonde.model;

import dev.sonde.display.SondeException;
import java.util.List;

/**
 * How much of its attention each query gives to each image token in one layer.
 *
 * @param layer from 0
 * @param heads each with a row for each query (32) and a column for each image token (257: the class token, then the
 *     patches row by row); a row sums to 1
 */
public record ImageAttention(int layer, List<float[][]> heads) {
    public ImageAttention {
        heads = List.copyOf(heads);
    }

    /** How many queries look. */
    public int queries() {
        return heads.get(0).length;
    }

    /** Patches along a side of the image: 16 for BLIP-2. */
    public int side() {
        return (int) Math.round(Math.sqrt(heads.get(0)[0].length - 1));
    }

    /** What a query gives to each patch, averaged over the heads; [row][column], 16 x 16 for BLIP-2. */
    public double[][] map(int query) {
        checkQuery(query);
        double[][] map = new double[side()][side()];
        for (int token = 1; token <= side() * side(); token++) {
            map[(token - 1) / side()][(token - 1) % side()] = mean(query, token);
        }
        return map;
    }

    /** What a query gives to the class token, averaged over the heads; the patches get the rest. */
    public double classToken(int query) {
        checkQuery(query);
        return mean(query, 0);
    }

    private double mean(int query, int token) {
        return heads.stream().mapToDouble(head -> head[query][token]).average().orElseThrow();
    }

    private void checkQuery(int query) {
        if (query < 0 || query >= queries()) {
            throw new SondeException("There is no query " + query, "Give 0 to " + (queries() - 1) + ".");
        }
    }

    @Override
    public String toString() {
        return "attention of " + queries() + " queries with " + heads.size() + " heads to " + side() + " × " + side()
                + " patches and a class token in layer " + layer;
    }
}
