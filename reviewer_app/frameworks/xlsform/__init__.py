"""XLSForm in and out: a spreadsheet of questions becomes a framework, and the forms of a framework a spreadsheet."""
