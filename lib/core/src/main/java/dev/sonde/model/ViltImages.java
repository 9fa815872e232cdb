package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSize;
import dev.sonde.image.PixelValues;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Images of different sizes in one batch.
 *
 * @param pixels [batch, 3, height, width] of the largest, each image at the upper left, filled with zeros
 * @param sizes of each image in pixels, without filling
 */
public record ViltImages(NDArray pixels, List<ImageSize> sizes) {
    public ViltImages {
        sizes = List.copyOf(sizes);
        if (sizes.size() != pixels.getShape().get(0)) {
            throw new SondeException(
                    "There are " + sizes.size() + " sizes for "
                            + pixels.getShape().get(0) + " images",
                    "Give the size of each image.");
        }
    }

    /** A batch as the model's preprocessing gives it. */
    public static ViltImages of(Torch torch, PixelValues images) {
        List<ImageSize> sizes = new ArrayList<>();
        for (int image = 0; image < images.batch(); image++) {
            sizes.add(size(images, image * images.height() * images.width()));
        }
        return new ViltImages(Pixels.array(torch, images), sizes);
    }

    // The mask of an image is a rectangle at the upper left.
    private static ImageSize size(PixelValues images, int start) {
        int width = 0;
        while (width < images.width() && images.mask()[start + width] == 1) {
            width++;
        }
        int height = 0;
        while (height < images.height() && images.mask()[start + height * images.width()] == 1) {
            height++;
        }
        return new ImageSize(width, height);
    }

    /** Some of the images in that order; one may come several times, for several texts. */
    public ViltImages at(Torch torch, List<Integer> places) {
        NDArray rows = torch.array(places.stream().mapToLong(Integer::longValue).toArray(), places.size());
        return new ViltImages(pixels.get(rows), places.stream().map(sizes::get).toList());
    }

    /** Where the patches of the images lie, for patches of a side in pixels and a table of positions. */
    PatchGrids grids(int patchSize, int tableSide) {
        int columns = (int) pixels.getShape().get(3) / patchSize;
        int rows = (int) pixels.getShape().get(2) / patchSize;
        List<PatchGrid> grids = sizes.stream()
                .map(size -> PatchGrid.covering(size, patchSize, rows, columns))
                .toList();
        return new PatchGrids(grids, rows, columns, tableSide);
    }

    /** The patches of an image: rows and columns. */
    record PatchGrid(int rows, int columns) {
        // A patch counts if its upper left pixel belongs to the image, as nearest-neighbour resizing of a mask says.
        static PatchGrid covering(ImageSize size, int patch, int mostRows, int mostColumns) {
            int rows = Math.min(mostRows, (size.height() + patch - 1) / patch);
            int columns = Math.min(mostColumns, (size.width() + patch - 1) / patch);
            return new PatchGrid(rows, columns);
        }

        int patches() {
            return rows * columns;
        }
    }

    /** The patches of a batch: K slots for each image, of which its own patches fill the first, row by row. */
    record PatchGrids(List<PatchGrid> grids, int rows, int columns, int tableSide) {
        int slots() {
            return grids.stream().mapToInt(PatchGrid::patches).max().orElse(0);
        }

        /** Which of all patches [batch × rows × columns] is in each slot, [batch × K]; an unused slot has the first. */
        NDArray indices(Torch torch) {
            long[] indices = new long[grids.size() * slots()];
            for (int image = 0; image < grids.size(); image++) {
                PatchGrid grid = grids.get(image);
                for (int patch = 0; patch < grid.patches(); patch++) {
                    int row = patch / grid.columns();
                    int column = patch % grid.columns();
                    indices[image * slots() + patch] = ((long) image * rows + row) * columns + column;
                }
            }
            return torch.array(indices, indices.length);
        }

        /** 1 for a used slot, [batch, K]. */
        NDArray used(Torch torch) {
            long[] used = new long[grids.size() * slots()];
            for (int image = 0; image < grids.size(); image++) {
                Arrays.fill(
                        used,
                        image * slots(),
                        image * slots() + grids.get(image).patches(),
                        1);
            }
            return torch.array(used, grids.size(), slots());
        }

        /** The weights of the table's positions in each slot's, [batch, K, side × side]: bilinear, corners on corners. */
        NDArray interpolation(Torch torch) {
            int table = tableSide * tableSide;
            float[] weights = new float[grids.size() * slots() * table];
            for (int image = 0; image < grids.size(); image++) {
                PatchGrid grid = grids.get(image);
                for (int patch = 0; patch < grid.patches(); patch++) {
                    Place row = Place.of(patch / grid.columns(), grid.rows(), tableSide);
                    Place column = Place.of(patch % grid.columns(), grid.columns(), tableSide);
                    addBilinear(weights, (image * slots() + patch) * table, row, column);
                }
            }
            return torch.array(weights, grids.size(), slots(), table);
        }

        private void addBilinear(float[] weights, int start, Place row, Place column) {
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    int cell = row.index(i, tableSide) * tableSide + column.index(j, tableSide);
                    weights[start + cell] += (float) (row.weight(i) * column.weight(j));
                }
            }
        }
    }

    /** A place between two neighbours of a line: the lower one, and how far to the upper one. */
    private record Place(int lower, double fraction) {
        static Place of(int i, int length, int tableLength) {
            double place = length > 1 ? (double) i * (tableLength - 1) / (length - 1) : 0;
            int lower = (int) Math.floor(place);
            return new Place(lower, place - lower);
        }

        int index(int neighbour, int tableLength) {
            return Math.min(lower + neighbour, tableLength - 1);
        }

        double weight(int neighbour) {
            return neighbour == 0 ? 1 - fraction : fraction;
        }
    }
}
