"""Words for the world being down (Trouble) and for what makes no sense (Usage), wherever they happen."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "hid_library_missing": (
        "USB scanners in point-of-sale mode need the library hidapi",
        "Install it with: pip install 'warehouse-app[hid]'; or set the scanner to serial, or to keyboard",
    ),
    "database_busy": ("The database {database} is busy", "Try again in a moment; nothing was done"),
    "disk_full": ("The disk with {database} is full", "Make room and try again; nothing was done"),
    "database_io": (
        "The disk with {database} does not answer as it should",
        "Check the disk and its cable, then try again; nothing is half done",
    ),
    "database_read_only": (
        "The database {database} is write-protected",
        "Give this account the right to write the file and its folder; nothing was done",
    ),
    "database_foreign": (
        "{database} is not a database of this program",
        "Name the right file; this one was not touched",
    ),
    "database_newer": (
        "The database {database} is of a newer version ({version})",
        "Update the program at this station; the database was not touched",
    ),
    "database_older": (
        "The database {database} is of the older version {version} and is being brought up by another program",
        "Wait a moment and try again",
    ),
    "database_never": (
        "The database {database} says it is of version {version}, which was never kept on a server",
        "Put the newest backup in its place with: warehouse db restore FILE; it was not touched",
    ),
    "database_damaged": (
        "The database {database} is damaged, or its disk cannot be read",
        "Check the disk and try again; if it stays so, keep a copy and go back to a backup: warehouse db restore FILE",
    ),
    "database_cannot_open": (
        "The database {database} cannot be opened",
        "Check that its folder exists and that this account may read and write there",
    ),
    "database_unsafe": (
        "The database {database} does not keep the promise {pragma}",
        "Put it on a local disk; without that promise a power cut could lose scans",
    ),
    "database_away": (
        "The server of {database} does not answer",
        "Check the network and the server, then try again; nothing was done",
    ),
    "database_slow": (
        "The server of {database} took too long",
        "Try again in a moment; nothing was done",
    ),
    "database_missing": (
        "There is no database {database}",
        "Check its name, or let the server's administrator create it",
    ),
    "database_login": (
        "The server of {database} does not let this account in",
        "Check user and password in WAREHOUSE_DATABASE, the service file or the password file",
    ),
    "database_no_right": (
        "This account may not do that in {database}",
        "Let the server's administrator give this station its rights; nothing was done",
    ),
    "database_left_behind": (
        "The server of {database} was left behind (epoch {epoch}, this station has seen {newest})",
        "Start the new server, or make the old one its standby; nothing was read or written here",
    ),
    "server_unsafe": (
        "The server of {database} does not keep the promise: {setting}",
        "Let its administrator change that setting; without it a power cut could lose scans",
    ),
    "server_too_old": (
        "The server of {database} is PostgreSQL {version}",
        "Use PostgreSQL 15 or newer",
    ),
    "outcome_unknown": (
        "The server of {database} did not say whether it was done",
        "Try again: what was done is not done twice",
    ),
    "standby_silent": (
        "The server of {database} waits for its standby and confirms nothing before",
        "Let its administrator start the standby, then try again: what was done is not done twice",
    ),
    "no_company": (
        "There is no company at {database} yet",
        "Begin one with: warehouse init --admin NAME; or look around with: warehouse demo",
    ),
    "company_exists": (
        "There is a company at {database} already",
        "Nothing was changed: go on with it, or begin another one with --home FOLDER",
    ),
    "company_open": (
        "The database {database} is open in another window, station or worker",
        "Close them all and try again; nothing was done",
    ),
    "pg_tools_missing": (
        "{tool}, the server's own tool, was not found",
        "Install the client tools of PostgreSQL, or name their folder in {variable}",
    ),
    "pg_tool_failed": ("{tool} did not do its work on {database}: {why}", "Nothing was changed; mend what it names"),
    "backup_of_another_kind": (
        "{file} is no backup of a PostgreSQL company",
        "A backup of a SQLite company is restored into a file and moved with: warehouse db copy --to URL",
    ),
    "backup_of_memory": ("A database in memory has no backup", "Copy it to a file with: warehouse db copy --to URL"),
    "copy_not_empty": (
        "There is a company in {database} already",
        "Name an empty database or a new file; nothing was changed",
    ),
    "copy_into_memory": ("A copy in memory is gone with the program", "Name a file or a server; nothing was copied"),
    "copy_target_missing": (
        "It was not said where to copy to",
        "Name it with --to URL, or in WAREHOUSE_COPY_TO where the address has a password",
    ),
    "copy_differs": (
        "The copy in {database} does not tell the same as its source ({tables})",
        "Do not use it; report this",
    ),
    "upgrade_no_backup": (
        "The older database {database} could not be copied before it is brought up to this version ({why})",
        "Make room beside it, or give this account the right to write there; nothing was changed",
    ),
    "bad_database_url": (
        "{url} is no database address",
        "Write it as sqlite:///FILE or postgresql+psycopg://HOST/DATABASE, or leave --database out",
    ),
    "password_in_url": (
        "A password on the command line can be read by others",
        "Put the address into WAREHOUSE_DATABASE instead",
    ),
    "photo_not_kept": (
        "The photo cannot be kept in {folder}: {why}",
        "Free space there, or choose another folder, then try again",
    ),
    "photo_not_read": (
        "The photos in {folder} cannot be read: {why}",
        "Look whether the folder is there, then try again",
    ),
    "camera_slow": ("The camera ({command}) gave no picture in {seconds} seconds", "Look at its cable, then try again"),
    "camera_failed": ("The camera ({command}) gave no picture", "Look at its cable and at the setting of its command"),
    "home_read_only": (
        "The folder {home} cannot be written ({why})",
        "Give this account the right to write there, or choose another with --home",
    ),
    "home_no_folder": ("{home} is no folder", "Choose another place with --home"),
    "home_name": ("The folder name {home} has a question mark in it", "Choose another with --home"),
    "file_not_written": ("{file} cannot be written ({why})", "Choose another place, or make room"),
    "no_text": ("{text} holds signs that are no text", "Type it anew, in UTF-8"),
    "file_is_database": ("{file} is a database, or belongs to one that is in use", "Name another file"),
    "no_screen": (
        "There is no screen here for a window",
        "Start it on the desktop of a computer, or work by commands: warehouse --help",
    ),
    "file_no_backup": ("{file} is there already and is no backup", "Name another file; this one was not touched"),
    "reject_over_source": (
        "{file} is the file that is imported",
        "Name another one for the rejected records; nothing was imported",
    ),
    "not_a_server": (
        "A database in a file knows no roles: who may write the file may write anything",
        "Use PostgreSQL where stations must not trust each other",
    ),
    "file_missing": ("There is no file {file}", "Check the name and the folder"),
    "file_not_read": ("{file} cannot be read: {why}", "Let this account read it, then try again"),
    "backup_missing": ("There is no file {file}", "Check the name and the folder"),
    "backup_over_itself": ("{file} is the company's database itself", "Name another file"),
    "backup_not_whole": (
        "{file} was copied while it was open: {beside} lies beside it",
        "Use a backup made with: warehouse db backup FILE",
    ),
    "restore_beside": (
        "{beside} lies beside {database} and belongs to what stood there",
        "Move both away, then restore; nothing was done",
    ),
    "photo_of_what": ("Say what the photo shows", "Use --line or --parked, one of them"),
    "photo_file": ("{file} cannot be read: {why}", "Check the name and the folder"),
    "no_camera": (
        "This machine has no camera set up",
        "Name a file, or: warehouse settings set photos.photo_command ...",
    ),
    "photo_gone": (
        "The picture of photo {photo} is not there",
        "Look whether the folder of the photos is the right one",
    ),
    "station_open": (
        "Station {station} is open in another window",
        "Go on there, close it, or choose another station with --station",
    ),
    "station_held": (
        "Station {station} is open on {holder}",
        "Go on there, close it, or choose another station with --station",
    ),
    "station_invalid": ("{station} cannot be a station's code", "Use up to 30 capital letters, digits and -"),
    "window_missing": (
        "The window cannot be opened here ({why})",
        "Start it on a desktop; every command works without it: warehouse --help",
    ),
    "stage_unknown": ("There is no stage {stage}", "Use one of: {known}"),
    "lane_unknown": (
        "{lane} is no lane of a channel",
        "Say CHANNEL:LANE with one of: {known}; without CHANNEL the rest",
    ),
    "screen_unknown": ("There is no screen {screen}", "Use one of: {known}"),
    "printer_unknown": ("There is no printer {printer}", "Use one of: {known}"),
    "instance_unreadable": (
        "The file {file} cannot be read as an instance: {why}",
        "Write it as CONTRACT says, in JSON",
    ),
    "instance_invalid": ("The instance is wrong at {field}: {problem}", "Correct it and plan again"),
    "order_over_capacity": ("Order {order} is larger than the cart", "Raise the capacity, or split the order"),
    "since_invalid": ("{text} is no time", "Write it as 2010-12-06 or 2010-12-06T09:30:00Z"),
    "no_such_export": ("{kind} cannot be exported", "Choose one of: {kinds}"),
    "since_not_here": ("{kind} know no time", "Leave --since out"),
    "book_needs_out": ("A workbook cannot be printed", "Name a file with --out."),
    "json_needs_out": ("--json prints nothing but JSON", "Say --format jsonl, or name a file with --out"),
    "fewer_invalid": ("{given} names no line of the list", "Say --fewer PLACE=UNITS, or 'PLACE SKU=UNITS'"),
    "codes_or_all": ("Say which batches", "Name their codes, or say --all"),
    "which_manifest": ("Say which manifest (open: {found})", "Name its code; see: warehouse manifest list"),
    "option_without_value": ("{option} needs a value", "Write it behind the option"),
    "override_pin_missing": ("{user} lets it be done, but gave no PIN", "Name a file with --override-pin-file"),
    "pin_file_unreadable": ("The PIN file {file} cannot be read", "Check the name and who may read it"),
    "pin_missing": (
        "User {user} gave no PIN",
        "Name a file with --pin-file, or set WAREHOUSE_PIN",
    ),
    "pin_invalid": ("This is no PIN", "Use {fewest} to {most} digits"),
    "nobody_signed_on": (
        "Nobody is signed on here",
        "Say who acts with --user CODE and --pin-file FILE (or WAREHOUSE_PIN)",
    ),
    "name_empty": ("The name is empty", "Write a name"),
    "user_code_invalid": ("No code can be made of {user}", "Use letters A to Z and digits"),
    "out_or_print": ("Say where it goes", "Name a file with --out, or print it with --print"),
    "code_missing": ("Of what is the {kind}", "Name its code; see: warehouse document --help"),
    "job_or_printer": ("Name either one print job or, with --from, a printer", "See: warehouse prints move --help"),
    "printed_or_again": ("Say what you found", "Add --printed when it is there, or --again to print it once more"),
    "nothing_to_draw": ("There is nothing to draw of this job: {why}", "See: warehouse prints show JOB"),
    "role_unknown": ("There is no role {role}", "Use one of: {known}"),
}
"""Code -> what happened, what to do."""
