"""What may go wrong in the start files of the archive, which no mutant changes."""

from tools.lies import Lie

SHELL, PERL, POWERSHELL = (
    f"teach/offline/{name}" for name in ("start.sh", "start.pl", "start.ps1")
)  # fmt: skip
WINDOWS = "teach/offline/Start on Windows.bat"
TEST = "tests/teach/test_offline.py::test_"
NO_PYTHON = TEST + "where_there_is_perl_and_no_python_it_serves_the_course"

LIES = [
    Lie("Perl takes the place of Python", SHELL, "exec perl start.pl", "exec false", NO_PYTHON),
    Lie("without both a sentence says so", SHELL, "neither was found", "it was not found",
        TEST + "without_python_and_perl_a_sentence_says_so"),
    Lie("a file that was unpacked alone says so", SHELL, "if [ ! -f start.py ]", "if false",
        TEST + "a_start_file_that_was_unpacked_alone_says_so"),
    Lie("what is handed out is in the site", PERL, "$path =~ m{(^|/)\\.\\.(/|$)|\\0} || ", "",
        NO_PYTHON),
    Lie("Perl says what a file is", PERL, "wasm => \"application/wasm\"",
        "wasm => \"application/zip\"", TEST + "start_files_say_of_a_file_what_it_is"),
    Lie("a port of another program is passed over", PERL,
        "next if !serves_the_course($asking);", "",
        TEST + "a_port_of_another_program_is_passed_over"),
    Lie("a second start opens what runs", PERL, "It was running already", "It runs",
        TEST + "a_second_start_opens_what_runs_already"),
    Lie("a port that is none is refused", PERL, "$first < 1024 || ", "",
        TEST + "a_port_that_is_none_is_refused"),
    Lie("PowerShell says what a file is", POWERSHELL, "\".wasm\" = \"application/wasm\"",
        "\".wasm\" = \"application/zip\"", TEST + "start_files_say_of_a_file_what_it_is"),
    Lie("PowerShell hands out what is in the site", POWERSHELL, "$path.StartsWith($root) -and ",
        "", TEST + "powershell_hands_out_what_is_in_the_site_alone"),
    Lie("what has served does not serve again", WINDOWS, "-File start.ps1 & goto end)",
        "-File start.ps1)", TEST + "every_file_that_a_start_file_names_is_there"),
    Lie("Windows takes no Python that is too old", WINDOWS,
        'py -3 -c "import sys; sys.exit(sys.version_info < (3, 8))"', "py -3 --version",
        TEST + "the_oldest_python_that_is_taken_serves_the_course"),
    Lie("a folder on a server is entered", WINDOWS, 'pushd "%~dp0"', 'cd /d "%~dp0"',
        TEST + "what_nobody_can_run_here_stands_in_the_file"),
]  # fmt: skip
