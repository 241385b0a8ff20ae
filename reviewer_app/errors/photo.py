"""Photos: the switch, what can be taken in, and what cannot."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

PHOTO: Final[dict[str, Sentences]] = {
    "photo.off": Sentences(
        N_("Photos are switched off in this review."),
        N_(
            "The lead reviewer can switch them on in Settings, once the programme has allowed them."
        ),
    ),
    "photo.nobody-allowed": Sentences(
        N_("Photos stay off: nobody is named who allowed them."),
        N_("Say who did, such as: the programme office."),
    ),
    "photo.document": Sentences(
        N_("This is a document. Documents are not taken in: they belong to the school."),
        N_("Cite it in the note, with its title, its date and the page."),
    ),
    "photo.heic": Sentences(
        N_("This is a HEIC picture, which some phones save and this program cannot read."),
        N_(
            "On the phone choose “Most compatible” (JPEG), or take a screenshot of it; then add that."
        ),
    ),
    "photo.unreadable": Sentences(
        N_("The picture cannot be read."),
        N_("Choose a JPEG or PNG picture; if it is one, it is damaged: copy it again."),
    ),
    "photo.too-large": Sentences(
        N_("The picture has more than {pixels} million pixels."),
        N_("Make it smaller first, or take it again."),
    ),
    "photo.file-too-large": Sentences(
        N_("The file is larger than {megabytes} MB."),
        N_("Make the picture smaller first, or save it as a JPEG."),
    ),
    "photo.not-found": Sentences(
        N_("The file {path} cannot be opened."),
        N_("See that it is still there and that you may read it, or choose another."),
    ),
    "photo.caption-missing": Sentences(
        N_("The photo has no words yet."),
        N_("Say in a few words what it shows, such as: a page of writing from Year 4."),
    ),
    "photo.no-visit": Sentences(
        N_("A photo belongs to a note of a visit, and this form is of the whole review."),
        N_("Add it to a note of the visit it was taken in, and write here what it shows."),
    ),
    "photo.wrong": Sentences(
        N_("This photo is not the one its file names."),
        N_("Ask for it to be handed over again."),
    ),
}
