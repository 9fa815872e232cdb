"""Features as Python users write them; makes the files beside this script (numpy, safetensors)."""
import json
import os

import numpy as np
from safetensors.numpy import save_file

os.chdir(os.path.dirname(os.path.abspath(__file__)))
rng = np.random.default_rng(7)
rows, queries, width = 6, 2, 5
x = rng.standard_normal((rows, queries * width)).astype(np.float32)
label = rng.integers(0, 2, rows).astype(np.int64)
corner = rng.uniform(0, 0.5, (rows, 2))
size = rng.uniform(0, 0.5, (rows, 2))
box = np.concatenate([corner + size / 2, size], 1).astype(np.float32)

save_file({"features": x.astype(np.float16), "label": label}, "label.safetensors")
save_file({"features": x, "box": box}, "box.safetensors")

os.makedirs("npy", exist_ok=True)
np.save("npy/features.npy", x.reshape(rows, queries, width))
np.save("npy/labels.npy", label.astype(bool))
np.save("half.npy", x.astype(np.float16))
with open("half2.npy", "wb") as f:
    np.lib.format.write_array(f, x.astype(np.float16), version=(2, 0))
np.save("fortran.npy", np.asfortranarray(x))
np.save("big-endian.npy", x.astype(">f4"))
np.save("objects.npy", np.array([{"a": 1}, None], dtype=object), allow_pickle=True)
np.save("record.npy", np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
np.save("scalar.npy", np.float64(2.5))

json.dump(
    {
        "rows": rows,
        "shape": [queries, width],
        "features": x.ravel().tolist(),
        "half": x.astype(np.float16).astype(float).ravel().tolist(),
        "label": label.tolist(),
        "box": box.ravel().tolist(),
    },
    open("expected.json", "w"),
)
