"""For the teacher: a class's folder, made of a lesson's notebook and of its page in instructor/.

The pages are not in the package, so that whoever installs it has no keys: `relulab class` reads them from the
course's folder.
"""
