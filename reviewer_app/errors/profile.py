"""The encrypted file and its backups."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

PROFILE: Final[dict[str, Sentences]] = {
    "profile.none": Sentences(
        N_("There is no encrypted file of this program in {folder}."),
        N_("Choose the folder that holds it, or create one there first."),
        N_(
            "Name the folder that holds it with “--profile DIR”, or make one there with “profile create”."
        ),
    ),
    "profile.exists": Sentences(
        N_("The folder {folder} already holds an encrypted file of this program, or its key file."),
        N_("Open that one, or choose an empty folder."),
    ),
    "profile.already-open": Sentences(
        N_(
            "The encrypted file in {folder} is in use: another window of this program has it open, or a command that "
            "is still running."
        ),
        N_("Close that window, or let the command end, then try again."),
    ),
    "profile.key-lost": Sentences(
        N_("This computer's keyring no longer holds the key to {folder}."),
        N_("Type your recovery code: it opens the file and puts the key back."),
        N_("Write your recovery code into a file and run “profile recover --code-file FILE”."),
    ),
    "profile.key-wrong": Sentences(
        N_("The key in this computer's keyring is not the key to {folder}."),
        N_("Type your recovery code: it opens the file and puts the right key back."),
        N_("Write your recovery code into a file and run “profile recover --code-file FILE”."),
    ),
    "profile.passphrase-needed": Sentences(
        N_(
            "The encrypted file in {folder} needs a passphrase, because no keyring of this "
            "computer holds its key."
        ),
        N_("Give the passphrase, or use your recovery code to choose a new one."),
        N_(
            "Write it into a file and name the file before the command: “{option} FILE”. Without it, "
            "“profile recover --code-file FILE” opens the notes with the recovery code."
        ),
    ),
    "profile.passphrase-new": Sentences(
        N_("No keyring of this computer can hold the key to the encrypted file in {folder}."),
        N_("Choose a passphrase; it will be asked for each time you start."),
        N_(
            "Write a new passphrase of {shortest} characters or more into a file and name the file before the "
            "command: “{option} FILE”."
        ),
    ),
    "profile.key-file-other": Sentences(
        N_("The key file in {folder} belongs to another encrypted file."),
        N_("Put back the profile.key that was beside profile.db; both are as they were."),
    ),
    "profile.damaged": Sentences(
        N_("The encrypted file in {folder} is damaged. Nothing was changed in it."),
        N_("Go back to the newest backup, and have the disk checked."),
        N_(
            "Run “backup restore FILE” with the newest file of the folder named backups, and have the disk checked."
        ),
    ),
    "profile.empty": Sentences(
        N_("The encrypted file in {folder} is empty: it has no content at all."),
        N_("Go back to the newest backup, and have the disk checked."),
        N_(
            "Run “backup restore FILE” with the newest file of the folder named backups, and have the disk checked."
        ),
    ),
    "profile.not-a-database": Sentences(
        N_("The file profile.db in {folder} is not an encrypted file of this program."),
        N_("Go back to the newest backup; the file is kept beside it under another name."),
        N_(
            "Run “backup restore FILE” with the newest file of the folder named backups; the file is kept beside it "
            "under another name."
        ),
    ),
    "profile.newer": Sentences(
        N_("The encrypted file in {folder} was written by a newer version of this program."),
        N_("Install the newer version; the file was left as it is."),
    ),
    "profile.older": Sentences(
        N_("The encrypted file in {folder} was written by an older version of this program."),
        N_("Open it once in the window, which brings it up to date."),
    ),
    "profile.read-only": Sentences(
        N_("Nothing can be written in {folder}."),
        N_("Choose a folder you may write in, or unlock the disk."),
    ),
    "profile.disk-full": Sentences(
        N_("The disk that holds {folder} is full."),
        N_("Free some space on it, then try again; what was saved is safe."),
    ),
    "profile.unreadable": Sentences(
        N_("The disk that holds {folder} could not be read or written."),
        N_("Check that the disk is connected and working, then try again."),
    ),
    "profile.place-unusable": Sentences(
        N_("{folder} cannot be the folder of an encrypted file: {reason}."),
        N_("Name a folder that is there, or one that can be made."),
    ),
    "profile.place-network": Sentences(
        N_(
            "The folder {folder} lies on a network drive, where the encrypted file would not "
            "be safe."
        ),
        N_("Choose a folder on this computer's own disk."),
    ),
    "profile.place-cloud": Sentences(
        N_(
            "The folder {folder} is copied elsewhere by {service}, which can damage the "
            "encrypted file."
        ),
        N_("Choose a folder on this computer that {service} does not copy."),
    ),
    "backup.none": Sentences(
        N_("There is no backup at {path}."),
        N_("Choose one of the files in the folder named backups."),
    ),
    "backup.other": Sentences(
        N_("The file {path} is not a backup of this encrypted file."),
        N_("Choose one of the files in the folder named backups."),
    ),
    "backup.damaged": Sentences(
        N_("The backup {path} is damaged."),
        N_("Use an older one, make a new one, and have the disk checked."),
    ),
}
