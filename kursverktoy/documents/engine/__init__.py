"""Word templates filled fast: prepared by docxtpl once, then written as strings.

A template is a zip package. docxtpl reads it once and turns each part that has tags into Jinja
source; everything else is packed once and for all. A document is then the text of those parts
between bytes that are ready. What docxtpl does to a document afterwards is left out where it
is proven, for the template and for the values at hand, that it would change nothing. So each
part of a document goes one of three ways:

- as a string, when everything is proven (`proof`);
- as a tree, through docxtpl's own repairs, when it is not, or when a value is markup;
- the whole document through docxtpl, for what needs docxtpl's own template object: pictures,
  subdocuments, hyperlinks, replaced media.

All three give the same document; tests compare each with docxtpl's, part by part.
"""
