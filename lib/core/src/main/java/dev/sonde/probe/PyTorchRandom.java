package dev.sonde.probe;

/**
 * PyTorch's generator of random numbers on the processor, so that a seed means here what it means there: Mersenne Twister
 * (Matsumoto and Nishimura 1998, mt19937) with PyTorch's ways to make floats and permutations of its 32 bits.
 *
 * <p>Source: ATen of PyTorch 2.7 (MT19937RNGEngine.h, DistributionsHelper.h, randperm in TensorFactories.cpp).
 */
final class PyTorchRandom {
    private static final int WORDS = 624;
    private static final int MIDDLE = 397;
    private static final int FLOAT_BITS = 24;

    private final int[] state = new int[WORDS];
    private int next = WORDS;

    /** As {@code torch.manual_seed}: the lower 32 bits count. */
    PyTorchRandom(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < WORDS; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** 32 random bits. */
    int bits() {
        if (next == WORDS) {
            refill();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** As {@code Tensor.uniform_(from, to)} in single precision. */
    float uniform(float from, float to) {
        float unit = (bits() & ((1 << FLOAT_BITS) - 1)) * (1f / (1 << FLOAT_BITS));
        return unit * (to - from) + from;
    }

    /** As {@code torch.randperm(size)}. */
    int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        for (int i = 0; i < size - 1; i++) {
            int other = i + Integer.remainderUnsigned(bits(), size - i);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    /** Leaves numbers out. */
    void skip(long numbers) {
        for (long i = 0; i < numbers; i++) {
            bits();
        }
    }

    private void refill() {
        for (int i = 0; i < WORDS; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % WORDS] & 0x7fffffff);
            state[i] = state[(i + MIDDLE) % WORDS] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        next = 0;
    }
}
