"""English."""

SENTENCES = {
    # packages
    "package_missing": "{name} is not installed. Close Jupyter and run: "
    "pip install -r requirements.txt (it needs {name} {lowest} or later).",
    "package_old": "{name} {found} is too old. Close Jupyter and run: "
    "pip install -U -r requirements.txt (it needs {name} {lowest} or later).",
    # inputs
    "refused": "{name} was {came}; expected {expected}.",
    "came_array": "an array of shape {shape}",
    "came_empty": "empty, with shape {shape}",
    "came_nan": "numbers with {count} NaN (not a number) among them",
    "came_infinite": "numbers with an infinite one among them",
    "came_label": "labels with {label} among them",
    "expected_numbers": "numbers",
    "expected_some": "at least one number",
    "expected_no_nan": "numbers without NaN",
    "expected_finite": "finite numbers",
    "expected_one_number": "one number",
    "expected_row": "a row of numbers of shape ({length},)",
    "expected_table": "a table of shape (rows, {columns})",
    "expected_examples": "one example of shape ({columns},) or a table of shape (rows, {columns})",
    "expected_labels": "labels that are 0 or 1",
    "expected_like": "the shape of {other}, which is {shape}",
    "expected_last_axis": "a last axis of {length} numbers",
    "expected_name": "one of {names}",
    "expected_sizes": "a list of two or more whole numbers above 0, such as [2, 2, 1]",
    "expected_targets": "one label for each of {rows} rows and {outputs} output(s)",
    # notebook 3
    "expected_loss": "a loss from 0 to 1",
    "expected_moves": "a whole number from 0 to {most}",
    "expected_true_or_false": "True or False",
}
