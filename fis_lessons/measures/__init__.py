"""Pure calculations: data in, result out. No files, no pictures, no controls. One module per method."""
