"""Files -> data with places -> checked data -> the model. Only this room reads the workspace."""
