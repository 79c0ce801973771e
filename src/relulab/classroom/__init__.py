"""The machinery of a class: exercises, quizzes, explorers, claims, records. It knows no lesson."""
