"""Words of the audit trail: what each command is called by people, and how the trail stands."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.wording import tr, trn

WORDS: Mapping[str, tuple[str, str]] = {
    "no_such_link": ("The audit trail has no row {link}", "Look it up in the list"),
    "nothing_to_anchor": ("Nothing was done in this company yet", "Anchor the trail once something was"),
    "no_such_thing": ("Nothing has the code {thing}", "Type an order, a product, a place or a parcel"),
}
"""Code -> what happened, what to do."""

DEEDS: Mapping[str, str] = {
    "AddPrintRule": "Wrote a rule of printing",
    "AddPrinter": "Set up a printer",
    "AddUser": "Added a person",
    "AllocateOrder": "Promised stock to an order",
    "AnchorTrail": "Sealed the trail for an anchor",
    "AnswerUnknownPrint": "Answered whether it printed",
    "AssignBatch": "Gave a batch to a person",
    "AttachDevice": "Gave a device to a station",
    "BeginWave": "Began a wave",
    "BeginImport": "Began an import",
    "CancelOrder": "Cancelled an order",
    "CancelPrint": "Cancelled a print job",
    "CancelTransfer": "Cancelled a transfer",
    "ChangeSetting": "Changed a setting",
    "ChangeSettings": "Changed settings",
    "ChangeUser": "Changed a person",
    "CloseManifest": "Began to hand a manifest over",
    "CloseTransfer": "Closed a transfer",
    "ConfirmAgain": "Confirmed imported orders again",
    "ConfirmTransfer": "Confirmed a transfer",
    "CountTry": "Counted a try to sign on",
    "ArrangeBatches": "Put planned batches together otherwise",
    "DropFromBatch": "Took an order out of a batch",
    "DiscardBatch": "Discarded a batch",
    "EraseCustomer": "Forgot a customer",
    "FinishImport": "Finished an import",
    "FinishTransfer": "Ended the receiving of a transfer",
    "ForgetRejected": "Forgot rejected rows",
    "ForgetTries": "Forgot wrong tries",
    "HandOverPart": "Handed parcels over",
    "HoldOrder": "Held an order",
    "ImportCustomers": "Imported customers",
    "ImportDocuments": "Imported documents",
    "ImportOpening": "Imported opening stock",
    "ImportOrders": "Imported orders",
    "ImportPlaces": "Imported places",
    "ImportProducts": "Imported products",
    "ImportStock": "Imported stock",
    "InitCompany": "Began the company",
    "JoinBatch": "Let an order join a batch",
    "KeepChannel": "Kept a release channel",
    "KeepBatch": "Planned a batch",
    "KeepDevice": "Set up a device",
    "KeepRejected": "Kept rejected rows",
    "KeepSignedOn": "Stayed signed on",
    "KeepStation": "Set up a station",
    "LetStay": "Let imported rows stay",
    "LinkBarcode": "Taught a barcode",
    "LoadScan": "Scanned at loading",
    "MakeWarehouse": "Made a warehouse",
    "MarkImport": "Marked an import",
    "MovePrint": "Sent a print job to another printer",
    "MovePrintRule": "Changed the order of the rules of printing",
    "MovePrints": "Sent print jobs to another printer",
    "NarrowPromises": "Chose the bins of a batch",
    "NarrowToCells": "Held the bins of a batch",
    "NewTransfer": "Drafted a transfer",
    "NextPackage": "Began another package",
    "NumberUnit": "Numbered a pallet",
    "OpenManifest": "Opened a manifest",
    "PackScan": "Scanned at packing",
    "PauseBench": "Paused a bench",
    "Permit": "Let another do one deed",
    "PickScan": "Scanned at picking",
    "PickTransfer": "Picked for a transfer",
    "PostAgain": "Posted imported stock again",
    "PrintAgain": "Printed once more",
    "PrintBadge": "Printed a badge",
    "PrintPaper": "Printed a paper",
    "PutBack": "Put goods back",
    "PutBackTransfer": "Put picked goods of a transfer back",
    "RebuildProjections": "Computed balances anew",
    "ReceivePackage": "Took in a package of a transfer",
    "ReceiveTransfer": "Took in goods of a transfer",
    "RecountPlace": "Counted a place",
    "ReleaseBatch": "Released a batch",
    "RemoveChannel": "Forgot a release channel",
    "RemoveDevice": "Forgot a device",
    "RemoveImported": "Removed imported rows",
    "RemoveMapping": "Forgot a mapping",
    "RemovePrintRule": "Took a rule of printing away",
    "RemovePrinter": "Forgot a printer",
    "RemoveView": "Forgot a view of a list",
    "RenameView": "Renamed a view of a list",
    "ResetTemplate": "Put a template back",
    "RetryPrint": "Tried a print job again",
    "ReverseImported": "Took imported stock back",
    "SaveMapping": "Saved a mapping",
    "SaveTemplate": "Changed a template",
    "SaveView": "Saved a view of a list",
    "SealManifest": "Sealed a manifest",
    "SendTransfer": "Sent a transfer",
    "SetAddress": "Changed where an order goes",
    "ChangeService": "Let a parcel go by another service",
    "RetryLabel": "Asked a carrier again",
    "SetService": "Said of which carrier a service is",
    "SetCutOff": "Said when a carrier collects",
    "SetLimit": "Limited what is on the floor",
    "SetStandIn": "Named a printer's stand-in",
    "SetStationPrinters": "Chose a station's printers",
    "SetTransferLine": "Changed a transfer",
    "ShipPart": "Decided on shipping in part",
    "SignOff": "Signed off",
    "StartTransfer": "Chose from where a transfer is picked",
    "TakeBackBatch": "Took a batch back from the floor",
    "TellCleaned": "Cleaned the file after an erasure",
    "UnholdOrder": "Let an order go on",
    "UnloadParcel": "Took a parcel off a manifest",
    "UnpackParcel": "Unpacked a parcel",
    "UsePrinterAgain": "Let a printer print again",
    "UseStandIn": "Let a stand-in print",
    "TransferScan": "Scanned at a transfer",
    "WithdrawOrders": "Withdrew imported orders",
}
"""Command -> what was done. One that is not here is shown by its name, with blanks."""

ENTRIES: Mapping[str, str] = {
    "receive": "Received",
    "move": "Moved",
    "transform": "Changed",
    "recount": "Counted",
    "reverse": "Taken back",
}
"""Kind of entry -> its word."""

VIEWS: Mapping[str, str] = {
    "people": "People",
    "refused": "Refused",
    "office": "Rights and settings",
    "all": "All",
}
"""View of the trail -> its name."""


def deed(name: str) -> str:
    """Return what a command is called."""
    if name in DEEDS:
        return tr(DEEDS[name])
    blanks = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name).strip()
    return blanks.capitalize()


def standing(links: int, seal: int, unsealed: int) -> tuple[str, str]:
    """Return how the trail stands: a head, and what that means."""
    if not links:
        return tr("Nothing was done yet"), tr("The trail begins with the first deed.")
    if not seal:
        return tr("Not sealed yet"), trn(
            "{n} deed is held by its own chain; the worker seals every minute.",
            "{n} deeds are held by their own chain; the worker seals every minute.",
            unsealed,
        ).format(n=unsealed)
    if unsealed:
        words = trn("Sealed but for the last deed", "Sealed but for the last {n} deeds", unsealed)
        return words.format(n=unsealed), tr("The worker seals every minute.")
    return tr("All sealed"), tr("Every deed is covered by seal {seal}.").format(seal=seal)
